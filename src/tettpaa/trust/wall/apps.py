from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class WallConfig(AppConfig):
    name = "tettpaa.trust.wall"
    label = "wall"
    verbose_name = "Radsikkerhet"

    def ready(self) -> None:
        from tettpaa.trust.wall.asking import stand_within

        connection_created.connect(stand_within, dispatch_uid="wall")
        post_migrate.connect(_put_up, sender=self, dispatch_uid="wall")


def _put_up(using: str, **_rest: object) -> None:
    """The tables may be new, and the matrix may have changed without any migration."""
    from django.db import connections

    from tettpaa.trust.wall.building import put_up

    if using == "default" and connections[using].vendor == "postgresql":
        put_up()
