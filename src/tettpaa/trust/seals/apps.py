from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "tettpaa.trust.seals"
    label = "seals"
    verbose_name = "Forsegling"
