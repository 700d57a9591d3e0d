"""What schools do, and how much each of the staff carries: numbers of the schools' own boards, as they may be told."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.statistics.boards import MEETINGS
from tettpaa.look_back.statistics.models import BoardTotal, SchoolTotal
from tettpaa.pages.boards.numbers import NUMBERS
from tettpaa.pages.parts import Part
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.disclosure import HIDDEN, SMALLEST_SHOWN, Table, release, rounded

_SCHOOL = Column("school", gettext_lazy("Skole"))
# Who waits now stands in the table of schools, and is released there.
_LABELS = {
    "raised": gettext_lazy("Flagg"), "contacts": gettext_lazy("Nådd"), "talks": gettext_lazy("Samtaler"),
    "cases": gettext_lazy("Saker"), "plans": gettext_lazy("Planer"), "measures": gettext_lazy("Tiltak"),
}  # fmt: skip
_TOLD = [number for number in NUMBERS if number.key in _LABELS]
# Whose pupils are among whose: few between the two would be told by subtracting.
_AMONG = {"talks": "contacts", "plans": "cases", "measures": "cases"}
_DAYS = Column("days", gettext_lazy("Til samtale"), NUMBER, "school_days")
COLUMNS = (_SCHOOL, *(Column(number.key, _LABELS[number.key], NUMBER) for number in _TOLD), _DAYS)
LOAD_COLUMNS = (
    _SCHOOL, Column("cases", gettext_lazy("Saker hver"), NUMBER),
    Column("meetings", gettext_lazy("Møter hver"), NUMBER),
)  # fmt: skip
Totals = Mapping[tuple[int, str], BoardTotal]


def activity_of(owner: Owner, rounded_to: int) -> list[Part]:
    """Two parts: what is done at each school, and the load. Two reads."""
    found = BoardTotal.objects.filter(school__owner=owner).select_related("school")
    totals = {(total.school_id, total.number): total for total in found}
    schools = sorted({total.school for total in totals.values()}, key=lambda school: school.name)
    stands = {total.school_id: total for total in SchoolTotal.objects.filter(school__owner=owner)}
    return [_activity(schools, totals, stands, rounded_to), _load(schools, totals)]


def _activity(schools: list[School], totals: Totals, stands: Mapping[int, SchoolTotal], rounded_to: int) -> Part:
    hidden = {(school, number.key) for number in _TOLD for school in _hidden(number.key, totals, stands)}
    rows: list[Row] = [
        {
            "school": school.name,
            **{
                number.key: _number(totals[school.pk, number.key], rounded_to, is_hidden=(school.pk, number.key) in hidden)
                for number in _TOLD
            },
            "days": _days(totals[school.pk, "raised"], is_hidden=(school.pk, "raised") in hidden),
        }
        for school in schools
    ]  # fmt: skip
    defined = [(str(_LABELS[number.key]), str(number.counts)) for number in _TOLD]
    defined.append(
        (_("Til samtale"), _("skoledager fra et flagg kom til noen nådde eleven: halvparten så mange eller færre."))
    )
    counts = _(
        "Om elevene som går ved skolen, med hvor mange elever det er under. De samme tallene som på skolens egen tavle."
    )
    empty = _("Skolene telles hver natt, etter den første importen.")
    return Part(
        "activity", _("Hva skolene gjør"), counts, COLUMNS, rows, "school", empty=empty, defined=defined,
        rounded_to=rounded_to,
    )  # fmt: skip


def _hidden(number: str, totals: Totals, stands: Mapping[int, SchoolTotal]) -> set[int]:
    """Schools of which the number may not be told: few pupils in it, few outside, or few between it and another number.

    Who is hidden is decided by the numbers as counted.
    """
    of = {school: total.pupils for (school, key), total in totals.items() if key == number}
    everybody = {
        school: max(stands[school].pupils - pupils, 0) if school in stands else 0 for school, pupils in of.items()
    }
    counts = {(str(school), "in"): pupils for school, pupils in of.items()}
    counts |= {(str(school), "out"): others for school, others in everybody.items()}
    told = release(Table(("school", "is"), counts), rounded_to=1)
    hidden = {school for school in of if told.number(school=str(school), **{"is": "in"}) is HIDDEN}
    return hidden | {school for school in of if 0 < _between(school, number, totals, stands) < SMALLEST_SHOWN}


def _between(school: int, number: str, totals: Totals, stands: Mapping[int, SchoolTotal]) -> int:
    """Pupils who are in one of two numbers that are both told, and not in the other."""
    pupils = totals[school, number].pupils
    if number == "raised":
        return pupils - (stands[school].waiting + stands[school].spoken_with if school in stands else 0)
    return totals[school, _AMONG[number]].pupils - pupils if number in _AMONG else 0


def _number(total: BoardTotal, rounded_to: int, *, is_hidden: bool) -> Cell:
    """'51', and under it '30 elever': both as the owner rounds."""
    things, pupils = rounded(total.things, rounded_to), rounded(total.pupils, rounded_to)
    if is_hidden:
        return Cell(_("skjult"), order=-1)
    return Cell(things, note=amount(pupils, "pupils"), order=things)


def _days(total: BoardTotal, *, is_hidden: bool) -> object:
    if is_hidden:
        return Cell(_("skjult"), order=-1)
    return total.median_days if total.things else Cell("–", order=-1)


def _load(schools: list[School], totals: Totals) -> Part:
    rows: list[Row] = [
        {"school": school.name, **{key: _each(totals[school.pk, key]) for key in ("cases", MEETINGS)}}
        for school in schools
    ]
    counts = _(
        "Saker som følges opp nå, hos dem som har ansvar for noen. Møter kontaktlærerne har vært i dette halvåret, til og med i "
        "går. Halvparten har så mange eller færre. Er det færre enn %(least)d ansatte, vises det ikke."
    ) % {"least": SMALLEST_SHOWN}
    empty = _("Skolene telles hver natt, etter den første importen.")
    return Part("load", _("Saker og møter"), counts, LOAD_COLUMNS, rows, "school", empty=empty)


def _each(total: BoardTotal) -> Cell:
    """Of few staff nothing is told: everybody would know whose it is."""
    if not total.holders:
        return Cell("–", order=-2)
    return Cell(_("skjult"), order=-1) if total.holders < SMALLEST_SHOWN else Cell(total.median_each)
