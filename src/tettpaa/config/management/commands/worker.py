import os

from django.core.management.base import BaseCommand, CommandParser

from tettpaa.config.schedule import JOBS
from tettpaa.config.worker import Worker


class Command(BaseCommand):
    """`tettpaa worker`: the jobs of the schedule. `tettpaa serve` starts one."""

    help = "Gjør det ingen ber om: fører importer videre og gjør nattens arbeid. Startes av tettpaa serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="Vis jobbene, og gjør ingenting")
        parser.add_argument("--with-parent", action="store_true", help="Slutt når prosessen som startet den, er borte")

    def handle(self, *, list: bool, with_parent: bool, **_options: object) -> None:  # noqa: A002
        if list:
            for job in JOBS:
                self.stdout.write(f"{job.name}\t{job.when}\t{job.nb}")
            return
        Worker(JOBS, parent=os.getppid() if with_parent else None).run()
