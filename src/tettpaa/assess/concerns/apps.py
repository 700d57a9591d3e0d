from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "tettpaa.assess.concerns"
    label = "concerns"
    verbose_name = "Bekymringer"
