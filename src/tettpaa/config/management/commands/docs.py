"""`tettpaa docs`: write the pages of docs/reference that the code itself knows best."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from tettpaa.config.reference.pages import PAGES

FOLDER = settings.PACKAGE.parent.parent / "docs" / "reference"
MARK = "<!-- Made by `tettpaa docs`: change the code it comes from. -->\n\n"


class Command(BaseCommand):
    help = "Skriv docs/reference på nytt fra koden. / Write docs/reference anew from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Skriv ingenting; feil om noe er utdatert. / Only tell what is stale."
        )

    def handle(self, *args: object, **options: object) -> None:
        if not FOLDER.exists():
            raise CommandError("Finner ikke docs/reference: kjør dette i kildekoden. / Run this in a checkout.")
        stale = stale_pages()
        if options["check"] and stale:
            raise CommandError(f"Utdatert / stale: {', '.join(stale)}. Kjør / run: ./dev run tettpaa docs")
        for name, page in stale.items():
            (FOLDER / name).write_text(page, encoding="utf-8")
        self.stdout.write(f"docs/reference: {len(PAGES)} sider / pages, {len(stale)} endret / changed")


def stale_pages() -> dict[str, str]:
    """The pages that differ from what the code says now, and what they should say."""
    with translation.override(settings.LANGUAGE_CODE):
        wanted = {name: MARK + write() for name, write in PAGES.items()}
    return {name: page for name, page in wanted.items() if _held(FOLDER / name) != page}


def _held(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
