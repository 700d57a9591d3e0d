from django.apps import AppConfig
from django.core import checks


class AccessConfig(AppConfig):
    name = "tettpaa.trust.access"
    label = "access"
    verbose_name = "Tilgang"

    def ready(self) -> None:
        from tettpaa.trust.access.checks import every_view_declares

        checks.register(every_view_declares, checks.Tags.security)
