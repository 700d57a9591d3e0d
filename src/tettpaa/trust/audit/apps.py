from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tettpaa.trust.audit"
    label = "audit"
    verbose_name = "Logg"
