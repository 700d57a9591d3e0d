from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "tettpaa.messages.channels"
    label = "channels"
    verbose_name = "Sendinger"
