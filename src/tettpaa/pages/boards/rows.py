"""The lists behind a board's numbers: one row for each thing counted, or for each pupil whose hours are."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.assess.cases.models import Case
from tettpaa.assess.talks.models import Channel, TalkKind
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import weekday
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.look_back.statistics.things import NOT_YET, REACHED, Thing
from tettpaa.pages.boards import weeks
from tettpaa.pages.boards.absence import Hours, Sum, added
from tettpaa.pages.boards.numbers import Number
from tettpaa.pages.boards.weeks import PupilWeek
from tettpaa.pages.class_.rows import pupil_cell
from tettpaa.pages.measure.words import said
from tettpaa.pages.school_board.rows import Classes, class_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.models import User

_PUPIL, _CLASS = Column("pupil", gettext_lazy("Elev")), Column("class", gettext_lazy("Klasse"))
_ON = Column("on", gettext_lazy("Når"), is_lead=True)
HOURS_COLUMNS = (
    _PUPIL, _CLASS, Column("away", gettext_lazy("Timer borte"), NUMBER), Column("registered", gettext_lazy("Timer ført"), NUMBER),
    Column("percent", gettext_lazy("Borte"), NUMBER),
)  # fmt: skip
WEEK_COLUMNS = (
    _PUPIL, _CLASS, Column("days", gettext_lazy("Dager borte"), is_sortable=False), *HOURS_COLUMNS[2:],
)  # fmt: skip
# What the code of a thing is called, by the number that counts it.
_WHAT: Mapping[str, Callable[[str], object]] = {
    "raised": lambda code: _("Snakket med") if code == REACHED else _("Ikke ennå"),
    "contacts": lambda code: Channel(code).label,
    "talks": lambda code: TalkKind(code).label,
    "cases": lambda code: Case.Because(code).label,
    "measures": lambda code: said(kind_named(code).name),
}
_WHAT_LABELS = {
    "raised": gettext_lazy("Samtale"),
    "contacts": gettext_lazy("Hvordan"), "talks": gettext_lazy("Samtale"), "cases": gettext_lazy("Grunn"),
    "measures": gettext_lazy("Tiltak"),
}  # fmt: skip
_HAS_WHO = ("cases", "plans", "measures")


def columns_of(number: Number) -> tuple[Column, ...]:
    found = [_PUPIL, _CLASS, _ON]
    if number.key in _WHAT:
        found.append(Column("what", _WHAT_LABELS[number.key]))
    if number.key in _HAS_WHO:
        found.append(Column("who", gettext_lazy("Ansvarlig")))
    if number.days:
        found.append(Column("days", number.days, NUMBER, "school_days"))
    return tuple(found)


def thing_rows(
    number: Number, listed: Iterable[Thing], pupils: Mapping[int, Person], classes: Classes, users: Mapping[int, User]
) -> list[Row]:
    say = _WHAT.get(number.key, str)
    return [
        {
            "key": each.pupil,
            "pupil": pupil_cell(pupils[each.pupil]),
            "class": class_of(pupils[each.pupil], classes),
            "on": each.on,
            "what": str(say(each.what)) if each.what else "",
            "who": str(users[each.who].person or users[each.who]) if each.who else "",
            "days": Cell("–", order=-1) if each.what == NOT_YET else each.days,
        }
        for each in _by_name(listed, pupils)
    ]


def hours_rows(listed: Iterable[Hours], pupils: Mapping[int, Person], classes: Classes) -> list[Row]:
    return [
        {
            "key": each.pupil,
            "pupil": pupil_cell(pupils[each.pupil]),
            "class": class_of(pupils[each.pupil], classes),
            **_shares(added([each]), each.away, each.registered),
        }
        for each in _by_name(listed, pupils)
    ]


def week_rows(listed: Iterable[PupilWeek], pupils: Mapping[int, Person], classes: Classes) -> list[Row]:
    return [
        {
            "key": each.pupil,
            "pupil": pupil_cell(pupils[each.pupil]),
            "class": class_of(pupils[each.pupil], classes),
            "days": ", ".join(f"{weekday(day)} {amount(hours, 'hours')}" for day, hours in each.days.items()) or "–",
            **_shares(weeks.added([each]), each.away, each.registered),
        }
        for each in _by_name(listed, pupils)
    ]


def _by_name[Row: (Thing, Hours, PupilWeek)](listed: Iterable[Row], pupils: Mapping[int, Person]) -> list[Row]:
    """In which order equals stand, whatever the database had them in."""
    return sorted(listed, key=lambda each: (pupils[each.pupil].sort_key, each.pupil))


def _shares(found: Sum, away: float | None, registered: float | None) -> Row:
    share = found.percent
    percent = Cell(None if share is None else amount(share, "percent"), order=share)
    return {"away": away, "registered": registered, "percent": percent}
