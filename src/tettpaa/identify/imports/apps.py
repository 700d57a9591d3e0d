from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tettpaa.identify.imports"
    label = "imports"
    verbose_name = "Import"
