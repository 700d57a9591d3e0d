from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "tettpaa.trust.sharing"
    label = "sharing"
    verbose_name = "Samtykke og deling"
