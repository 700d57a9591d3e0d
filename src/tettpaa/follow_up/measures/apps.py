from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "tettpaa.follow_up.measures"
    label = "measures"
    verbose_name = "Tiltak"
