from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "tettpaa.follow_up.plans"
    label = "plans"
    verbose_name = "Planer"
