from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "tettpaa.trust.exports"
    label = "exports"
    verbose_name = "Uttrekk"
