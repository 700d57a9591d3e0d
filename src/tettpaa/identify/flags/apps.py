from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "tettpaa.identify.flags"
    label = "flags"
    verbose_name = "Flagg og regelsett"
