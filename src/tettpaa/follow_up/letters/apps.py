from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "tettpaa.follow_up.letters"
    label = "letters"
    verbose_name = "Brev og varsler"
