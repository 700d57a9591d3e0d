"""Who at a school carries how much: cases they are responsible for, and meetings this half-year."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.follow_up.meetings.queries import Load, meeting_load
from tettpaa.kit import clock
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.pages.boards.numbers import behind, number_named
from tettpaa.pages.boards.places import Place
from tettpaa.pages.parts import Part
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User

_WHO = Column("who", gettext_lazy("Hvem"))
_CASES = Column("cases", gettext_lazy("Saker"), NUMBER)
_MEETINGS = (
    Column("meetings", gettext_lazy("Møter"), NUMBER),
    Column("hours", gettext_lazy("I møter"), NUMBER, "hours"),
)
NONE = Cell("–", order=-1)


def workload(rights: Rights, place: Place) -> Iterator[Part]:
    """For a school. Meetings are told to who may read them."""
    if place.group is not None:
        return
    cases = Counter(each.who for each in behind(rights, place.school, place.pupils, number_named("cases")))
    may_read = rights.schools("meeting_load_read").filter(pk=place.key).exists()
    loads = meeting_load(place.school, clock.now()) if may_read else []
    users = {user.pk: user for user in User.objects.filter(pk__in=cases).select_related("person")}
    counts = _("Saker: de som følges opp nå, hos den som har ansvaret.")
    if may_read:
        counts += " " + _("Møter: de hver kontaktlærer har vært i dette halvåret, og timene de tok.")
    columns = (_WHO, _CASES, *(_MEETINGS if may_read else ()))
    empty = _("Ingen har saker her ennå.")
    yield Part(
        "workload", _("Hvem har hvor mye?"), counts, columns, _rows(place, cases, users, loads), "-cases", empty=empty
    )


def _rows(place: Place, cases: Counter, users: dict[int, User], loads: list[Load]) -> list[Row]:
    """One row for each: first those with cases, then contact teachers with none."""
    load_of = {load.teacher.pk: load for load in loads}
    rows: list[Row] = [
        {
            "who": str(user.person or user),
            "cases": Cell(cases[pk], url=f"{place.url('number', 'cases')}?{urlencode({'hos': user.username})}"),
            **_meetings(place, load_of.pop(user.person_id or 0, None)),
        }
        for pk, user in users.items()
    ]  # fmt: skip
    rows += [{"who": str(load.teacher), "cases": 0, **_meetings(place, load)} for load in load_of.values()]
    return rows


def _meetings(place: Place, load: Load | None) -> dict:
    """Nothing is counted of who is no contact teacher."""
    if load is None:
        return {"meetings": NONE, "hours": NONE}
    url = reverse("meetings_of_teacher", args=[place.key, load.teacher.pk])
    return {"meetings": Cell(load.meetings, url=url), "hours": load.hours}
