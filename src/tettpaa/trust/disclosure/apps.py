from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "tettpaa.trust.disclosure"
    label = "disclosure"
    verbose_name = "Avrunding av tall"
