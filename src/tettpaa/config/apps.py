from django.apps import AppConfig
from django.core import checks


class ConfigConfig(AppConfig):
    name = "tettpaa.config"
    label = "config"

    def ready(self) -> None:
        from tettpaa.config.checks import how_the_database_is_reached, what_is_known_of_packages

        checks.register(how_the_database_is_reached, checks.Tags.security, deploy=True)
        checks.register(what_is_known_of_packages, checks.Tags.security, deploy=True)
