from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "tettpaa.trust.identity"
    label = "identity"
    verbose_name = "Brukere"
