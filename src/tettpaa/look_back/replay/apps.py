from django.apps import AppConfig


class ReplayConfig(AppConfig):
    name = "tettpaa.look_back.replay"
    label = "replay"
    verbose_name = "Regler på tidligere år"
