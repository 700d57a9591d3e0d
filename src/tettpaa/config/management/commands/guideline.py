import datetime as dt

from django.core.management.base import BaseCommand

from tettpaa.kit import clock
from tettpaa.knowledge.guideline.rules import guideline_on
from tettpaa.look_back.quality.evidence import NOT_YET, SHOWN, Shown, Tally
from tettpaa.look_back.quality.telling import Told, tell
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.disclosure import HIDDEN, Number
from tettpaa.trust.disclosure.queries import rounding_of
from tettpaa.trust.protection.queries import strictly_hidden


class Command(BaseCommand):
    """`tettpaa guideline`: for each school, what shows that the guideline's recommendations are followed. No names."""

    help = "Hva som viser at retningslinja følges, for hver skole. / What shows that the guideline is followed."

    def handle(self, *args: object, **options: object) -> None:
        on = clock.today()
        for owner in Owner.objects.order_by("name"):
            schools = list(School.objects.filter(owner=owner, is_gone=False).order_by("name"))
            rounded_to = rounding_of(owner, on)
            told = {key: _told_of(shown, schools, on, rounded_to) for key, shown in SHOWN.items() if key not in NOT_YET}
            for school in schools:
                self.stdout.write(str(school))
                for each in guideline_on(on).recommendations:
                    words = "–" if each.key in NOT_YET else _words(told[each.key][str(school.pk)])
                    self.stdout.write(f"  {words}\t{each.nb}")


def _told_of(shown: Shown, schools: list[School], on: dt.date, rounded_to: int) -> dict[str, Told]:
    """School → what may be told of it. What schools have done themselves tells of no pupil."""
    counts = {str(school.pk): _counted(shown, school, on) for school in schools}
    if shown.is_of_schools:
        return {school: Told(each.done, each.of) for school, each in counts.items()}
    return tell(counts, rounded_to)


def _counted(shown: Shown, school: School, on: dt.date) -> Tally:
    """At one school, without pupils with the strictest protection: they are in no figure."""
    enrolled = live_enrolments(on).filter(school=school).exclude(pupil__in=strictly_hidden(school.owner_id))
    pupils = Person.objects.filter(pk__in=enrolled.values("pupil"), is_gone=False)
    return shown.count(pupils, School.objects.filter(pk=school.pk), on)


def _words(told: Told) -> str:
    return _number(told.done) if told.of is None else f"{_number(told.done)} av {_number(told.of)}"


def _number(count: Number) -> str:
    return "skjult" if count is HIDDEN else str(count)
