"""A board's parts: the numbers, absence by programme and level, the weeks, registration, and who carries how much."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.identify.registration.queries import OfTeacher, by_teacher, registrations
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.statistics.queries import Before, before_at
from tettpaa.pages.boards.absence import BY, EVERYBODY, LEVEL, PROGRAMME, Sum, group_word, hours_of, sums_by
from tettpaa.pages.boards.numbers import NUMBERS, totals
from tettpaa.pages.boards.places import Place
from tettpaa.pages.boards.weeks import weeks_for
from tettpaa.pages.boards.workload import workload
from tettpaa.pages.class_.queries import teaching_groups_of
from tettpaa.pages.parts import Part
from tettpaa.pages.registration_rows import COLUMNS as REGISTRATION_COLUMNS
from tettpaa.pages.registration_rows import rows_of
from tettpaa.pages.school_board.classes import CLASS_COLUMNS, class_rows
from tettpaa.pages.school_board.kept_today import kept_today
from tettpaa.pages.school_board.queries import standing_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure import HIDDEN

_WHAT = Column("what", gettext_lazy("Hva"), is_sortable=False)
_THINGS = Column("things", gettext_lazy("Antall"), NUMBER, is_sortable=False)
_MEDIAN = Column("days", gettext_lazy("Skoledager (median)"), NUMBER, is_sortable=False)
_PUPILS = Column("pupils", gettext_lazy("Elever"), NUMBER, is_sortable=False)
_NUMBER_COLUMNS = (_WHAT, _THINGS, _PUPILS, _MEDIAN)
_NUMBERS_NARROW = (_WHAT, replace(_THINGS, key="told"), replace(_MEDIAN, label=gettext_lazy("Dager (median)")))
_GROUP = Column("group", gettext_lazy("Gruppe"))
_PERCENT = Column("percent", gettext_lazy("Borte av timene"), NUMBER)
_BEFORE = Column("before", gettext_lazy("Samme uker i fjor"), NUMBER)
_ABSENCE_COLUMNS = (_GROUP, replace(_PUPILS, is_sortable=True), _PERCENT, _BEFORE)
_ABSENCE_NARROW = tuple(
    replace(column, is_sortable=False) for column in (_GROUP, replace(_PERCENT, key="told"), _BEFORE)
)


def parts_of(rights: Rights, place: Place) -> list[Part]:
    """In the order they are read; each with what it counts."""
    late = _registration(rights, place)
    return [
        _numbers(rights, place, late), *_absence(rights, place), _development(rights, place), _by_teacher(late),
        *_classes(rights, place), *workload(rights, place),
    ]  # fmt: skip


def _classes(rights: Rights, place: Place) -> Iterator[Part]:
    """For a school: the same table as on its page."""
    if place.group is None:
        counts = _("Elever som går her i dag, klasse for klasse. Tallene fører til klassen.")
        defined = [
            (_("Fraværsdager (median)"), _("hele dager hittil i skoleåret; halvparten har så mange eller færre.")),
            (_("Med flagg"), _("elever med minst ett flagg som står.")),
            (_("Venter på samtale"), _("elever med flagg som ingen har snakket med siden det kom.")),
            (_("Lengst ventet"), _("skoledager siden det eldste av disse flaggene.")),
            (_("Timer ikke ført"), _("i gruppene elevene er i, til og med i går.")),
        ]  # fmt: skip
        kept = kept_today(place.school, rights.on, rights.hidden)
        rows = class_rows(place.school, standing_of(rights, place.school), kept)
        empty = _("Klassene kommer med skolens import av grupper og elever.")
        yield Part("classes", _("Klassene"), counts, CLASS_COLUMNS, rows, "-waiting", empty=empty, defined=defined)


def _numbers(rights: Rights, place: Place, late: "_Late") -> Part:
    rows: list[Row] = [
        {
            "what": Cell(str(number.label), url=place.url("number", number.key)),
            "things": found.things, "pupils": found.pupils,
            "told": Cell(found.things, note=amount(found.pupils, "pupils")),
            "days": Cell("–") if not number.days or not found.things else found.median_days,
        }
        for number, found in totals(rights, place.school, place.pupils)
    ]  # fmt: skip
    missing, url = _("Timer ikke ført"), late.url
    rows.append(
        {
            "what": Cell(missing, url=url),
            "things": late.missing,
            "told": late.missing,
            "pupils": Cell("–"),
            "days": Cell("–"),
        }
    )
    defined = [(str(number.label), str(number.counts)) for number in NUMBERS]
    defined.append((missing, _("Timer som skulle holdes til og med i går, og der ingen har ført fravær.")))
    counts = _(
        "Om elevene som går her i dag. Skoledager er medianen der det er kjent: halvparten er på eller under den."
    )
    return Part(
        "numbers",
        _("Hva er gjort, og hva venter?"),
        counts,
        _NUMBER_COLUMNS,
        rows,
        defined=defined,
        narrow=_NUMBERS_NARROW,
    )


def _absence(rights: Rights, place: Place) -> Iterator[Part]:
    """Everybody together, and for a school by programme and level, where there is more than one."""
    hours = hours_of(rights, place.school, place.pupils)
    before = before_at(place.school, school_year_of(rights.on)) if place.group is None else {}
    counts = _("Timer med fravær av de timene noen har ført i skoleåret, av elevene som går her i dag.")
    if place.group is None:
        counts += " " + _("I fjor er de samme ukene, av dem som gikk her da; er de få, vises det ikke.")
    titles = {EVERYBODY: _("Fravær"), PROGRAMME: _("Etter utdanningsprogram"), LEVEL: _("Etter trinn")}
    for by in BY if place.group is None else (EVERYBODY,):
        rows = [
            _absence_row(place, by, group, found, before.get(by, {})) for group, found in sums_by(hours, by).items()
        ]
        last = None if place.group is None else -1
        columns, narrow = _ABSENCE_COLUMNS[:last], _ABSENCE_NARROW[:last]
        yield Part(
            f"absence-{by}",
            titles[by],
            counts,
            columns,
            rows,
            "group",
            empty=_("Ingen elever er lagt inn."),
            narrow=narrow,
        )


def _absence_row(place: Place, by: str, group: str, found: Sum, before: Mapping[str, Before]) -> Row:
    url = f"{place.url('hours')}?{urlencode({'etter': by, 'gruppe': group})}"
    name = _("alle") if by == EVERYBODY else group_word(by, group)
    earlier = before.get(group)
    return {
        "group": Cell(name, url=url, order=name), "pupils": found.pupils, "percent": _percent(found.percent),
        "told": replace(_percent(found.percent), note=amount(found.pupils, "pupils")),
        "before": Cell(_("skjult"), order=-1) if earlier is HIDDEN else _percent(earlier),
    }  # fmt: skip


def _percent(value: float | None) -> Cell:
    return Cell(None if value is None else amount(value, "percent"), order=value)


def _development(rights: Rights, place: Place) -> Part:
    counts = _("Timer med fravær i prosent av de timene noen har ført, uke for uke, i år og i fjor.")
    counts += " " + _("I tabellen fører ukas nummer til elevene og dagene uka teller i år.")
    if place.group is None:
        counts += " " + _("I fjor er av dem som gikk her da, per i natt, og åpner ikke.")
    empty = _("Den tegnes når skolens timer og fraværet er importert.")
    return Part("development", _("Utvikling"), counts, weeks=weeks_for(rights, place), empty=empty)


class _Late:
    """Lessons nobody has registered: by teacher, how many, and the page that says so."""

    def __init__(self, teachers: list[OfTeacher], held: int, url: str) -> None:
        self.teachers, self.held, self.url = teachers, held, url

    @property
    def missing(self) -> int | None:
        """None where no lessons are delivered: unknown, and never complete."""
        return sum(each.missing for each in self.teachers) if self.held else None


def _registration(rights: Rights, place: Place) -> _Late:
    school = place.school
    groups = None if place.group is None else teaching_groups_of(Person.objects.filter(pk__in=place.pupils), rights.on)
    found = registrations(school.owner, [school.key], rights.on, groups) if rights.may("registration_read") else []
    url = (
        reverse("school_registration", args=[school.key]) if place.group is None
        else reverse("class", args=[place.key]) + "#registrering"
    )  # fmt: skip
    return _Late(by_teacher(found, rights.on), sum(each.held for each in found), url)


def _by_teacher(late: _Late) -> Part:
    counts = _(
        "Lærere med timer til og med i går der ingen har ført fravær, av timene de skulle holdt. Avlyste er ikke med."
    )
    empty = (
        _("Alle timer til og med i går er ført.") if late.held
        else _("Skolen leverer ikke timer, så vi vet ikke hva som er ført.")
    )  # fmt: skip
    rows = rows_of(late.teachers)
    return Part(
        "registration", _("Hvor er fraværet ikke ført?"), counts, REGISTRATION_COLUMNS, rows, "-missing", empty=empty
    )
