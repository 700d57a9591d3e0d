from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "tettpaa.identify.indicators"
    label = "indicators"
