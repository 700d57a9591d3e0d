from django.apps import AppConfig
from django.core import checks


class ConfigConfig(AppConfig):
    name = "tettpaa.config"
    label = "config"

    def ready(self) -> None:
        from tettpaa.config.checks import how_the_database_is_reached

        checks.register(how_the_database_is_reached, checks.Tags.security, deploy=True)
