from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "tettpaa.config"
    label = "config"
