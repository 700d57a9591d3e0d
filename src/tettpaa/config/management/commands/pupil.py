"""`tettpaa pupil copy|erase`: what is held about one pupil, and what of it can go."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tettpaa.config.keeping import all_classes
from tettpaa.config.removal_words import part_line, run_line
from tettpaa.kit import clock
from tettpaa.pages.own_record.files import as_json, as_zip
from tettpaa.pages.own_record.gathering import own_record, whole_record
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.access.management.commands.grant import only
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.reading import OPENED
from tettpaa.trust.audit.things import told_by
from tettpaa.trust.identity.management.commands.users import cli_user, faults_in_words
from tettpaa.trust.retention.actions import plan_erasure


class Command(BaseCommand):
    help = "Innsyn i og sletting av det som er lagret om én elev. / A copy of, or erasure of, what is held about one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        copy = acts.add_parser("copy", help="Kopi av alt (artikkel 15); leses gjennom før den gis ut / a copy of all")
        copy.add_argument("--to", type=Path, required=True, help="Filen, .zip eller .json / the file")
        copy.add_argument("--as-pupil", action="store_true", help="Bare det eleven ser selv / only what the pupil sees")
        erase = acts.add_parser("erase", help="Planlegg sletting (artikkel 17); godkjennes av en annen / plan erasure")
        erase.add_argument("--reason", required=True, help="Hva som er bedt om, og når / what was asked for, and when")
        for act in (copy, erase):
            act.add_argument("pupil", help="Elevens id i kilden / the pupil's id in the source")
            act.add_argument("--owner", default="", help="Skoleeier, når flere har samme id / the owner's slug")

    def handle(self, *args: object, act: str, pupil: str, owner: str, **given) -> None:
        people = Person.objects.filter(source_id=pupil, **({"owner__slug": owner} if owner else {}))
        with faults_in_words():
            getattr(self, f"_{act}")(only(people.select_related("owner"), _("person")), **given)

    def _copy(self, person: Person, to: Path, as_pupil: bool, **given) -> None:
        """Logged as a read before anything is written."""
        at = clock.now()
        thing, purpose = told_by("pupil_copy")
        record_access(
            by=cli_user(), at=at, page="pupil_copy", kind=OPENED, thing=thing, purpose=purpose,
            looks=[Look(person.pk, f"{Role.OPERATOR} -")],
        )  # fmt: skip
        record = (own_record if as_pupil else whole_record)(person, at)
        to.touch(mode=0o600)
        to.write_bytes(as_zip(record) if to.suffix == ".zip" else as_json(record).encode())
        rows = sum(len(part.rows) for part in record.parts)
        self.stdout.write(_("Skrev %(rows)d rader til %(file)s.") % {"rows": rows, "file": to.name})

    def _erase(self, person: Person, reason: str, **given) -> None:
        run = plan_erasure(pupil=person, classes=all_classes(), reason=reason, by=cli_user(), at=clock.now())
        schools = {str(school.pk): school.name for school in School.objects.filter(owner=person.owner)}
        self.stdout.write(run_line(run))
        for part in run.parts.order_by("pk"):
            if part.planned:
                self.stdout.write(part_line(part, schools))
