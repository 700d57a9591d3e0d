from django.apps import AppConfig


class GuardiansConfig(AppConfig):
    name = "tettpaa.trust.guardians"
    label = "guardians"
    verbose_name = "Foresattes innsyn"
