from django.apps import AppConfig


class StairsConfig(AppConfig):
    name = "tettpaa.follow_up.stairs"
    label = "stairs"
    verbose_name = "Trapper"
