from django.conf import settings
from django.core.management.base import BaseCommand

from tettpaa.config.connections import connections


class Command(BaseCommand):
    """`tettpaa connections`: what the firewall must let through."""

    help = "Alle forbindelser innstillingene åpner, for brannmuren. / Every connection the settings open."

    def handle(self, *args: object, **options: object) -> None:
        for each in connections(settings):
            way = "inn" if each.is_in else "ut"
            self.stdout.write(f"{way}\t{each.to}\t{each.what}\t{each.protected_by}\t{each.setting}")
