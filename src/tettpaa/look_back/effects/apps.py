from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "tettpaa.look_back.effects"
    label = "effects"
    verbose_name = "Hjalp det?"
