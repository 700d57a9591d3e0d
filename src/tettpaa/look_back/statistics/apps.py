from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "tettpaa.look_back.statistics"
    label = "statistics"
    verbose_name = "Statistikk"
