from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "tettpaa.trust.protection"
    label = "protection"
    verbose_name = "Skjerming"
