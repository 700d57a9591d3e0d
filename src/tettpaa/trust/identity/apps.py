from django.apps import AppConfig
from django.core import checks


class IdentityConfig(AppConfig):
    name = "tettpaa.trust.identity"
    label = "identity"
    verbose_name = "Brukere"

    def ready(self) -> None:
        from tettpaa.trust.identity.checks import how_people_sign_in

        checks.register(how_people_sign_in, checks.Tags.security, deploy=True)
