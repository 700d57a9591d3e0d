from django.apps import AppConfig


class CompletionConfig(AppConfig):
    name = "tettpaa.look_back.completion"
    label = "completion"
    verbose_name = "Gjennomføring"
