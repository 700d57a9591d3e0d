from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "tettpaa.trust.access"
    label = "access"
    verbose_name = "Tilgang"
