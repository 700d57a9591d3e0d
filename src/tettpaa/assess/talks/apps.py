from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "tettpaa.assess.talks"
    label = "talks"
    verbose_name = "Samtaler"
