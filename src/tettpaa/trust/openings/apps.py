from django.apps import AppConfig


class OpeningsConfig(AppConfig):
    name = "tettpaa.trust.openings"
    label = "openings"
    verbose_name = "Nødåpning"
