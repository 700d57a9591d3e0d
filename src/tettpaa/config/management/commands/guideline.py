from django.core.management.base import BaseCommand

from tettpaa.kit import clock
from tettpaa.knowledge.guideline.rules import guideline_on
from tettpaa.look_back.quality.evidence import NOT_YET, SHOWN, Tally
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import School

FEWEST = 5


class Command(BaseCommand):
    """`tettpaa guideline`: for each school, what shows that the guideline's recommendations are followed. No names."""

    help = "Hva som viser at retningslinja følges, for hver skole. / What shows that the guideline is followed."

    def handle(self, *args: object, **options: object) -> None:
        on = clock.today()
        for school in School.objects.filter(is_gone=False).order_by("name"):
            schools = School.objects.filter(pk=school.pk)
            enrolled = live_enrolments(on).filter(school=school).values("pupil")
            pupils = Person.objects.filter(pk__in=enrolled, is_gone=False)
            self.stdout.write(str(school))
            for each in guideline_on(on).recommendations:
                told = "–" if each.key in NOT_YET else _told(SHOWN[each.key].count(pupils, schools, on))
                self.stdout.write(f"  {told}\t{each.nb}")


def _told(tally: Tally) -> str:
    """A few are not told, nor all but a few: somebody would know who they are."""
    if tally.of is None:
        return _few(tally.done)
    if 0 < tally.of - tally.done < FEWEST <= tally.of:
        return f"nesten alle av {tally.of}"
    return f"{_few(tally.done)} av {_few(tally.of)}"


def _few(count: int) -> str:
    return str(count) if count == 0 or count >= FEWEST else f"under {FEWEST}"
