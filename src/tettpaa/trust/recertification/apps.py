from django.apps import AppConfig


class RecertificationConfig(AppConfig):
    name = "tettpaa.trust.recertification"
    label = "recertification"
    verbose_name = "Gjennomgang av tilganger"
