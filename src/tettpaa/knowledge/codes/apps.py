from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "tettpaa.knowledge.codes"
    label = "codes"
    verbose_name = "Koder"
