"""Tables of named pupils: who waits, whose flag is new."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.assess.talks.queries import Waiting
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import since_day
from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.pages.class_.rows import pupil_cell
from tettpaa.pages.figure_words import recent_cell, year_cell
from tettpaa.pages.figures import NOTHING_KNOWN, PupilFigures
from tettpaa.pages.flag_words import reasons_in, title_of, why_of
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group

_PUPIL = Column("pupil", gettext_lazy("Elev"))
_CLASS = Column("class", gettext_lazy("Klasse"))
_TEACHER = Column("teacher", gettext_lazy("Kontaktlærer"))
WAITING_COLUMNS = (_PUPIL, _CLASS, _TEACHER, Column("waited", gettext_lazy("Har ventet"), is_lead=True))
RAISED_COLUMNS = (
    _PUPIL, _CLASS, Column("rule", gettext_lazy("Regel")), Column("on", gettext_lazy("Reist")),
    Column("since", gettext_lazy("Nå"), is_lead=True),
)  # fmt: skip
WITHOUT_CLASS_COLUMNS = (
    _PUPIL, Column("absence", gettext_lazy("Fravær i år")), Column("recent", gettext_lazy("Siste 20 skoledager")),
)  # fmt: skip

FlagKey = tuple[int, int, str]
Stands = Callable[[FlagEvent], Cell]
Classes = Mapping[int, Group]
Teachers = Mapping[int, Sequence[Person]]


def class_of(pupil: Person, classes: Classes) -> Cell:
    group = classes.get(pupil.key)
    return Cell(group.name) if group else Cell(_("uten klasse"), order="å")


def teacher_of(pupil: Person, teachers: Teachers) -> Cell:
    """The contact teachers, or that there is none: then nobody has the pupil on a list."""
    names = ", ".join(str(teacher) for teacher in teachers.get(pupil.key, ()))
    return Cell(names) if names else Cell(_("ingen kontaktlærer"), look="attention", order="")


@dataclass(frozen=True)
class Waited:
    """How long somebody has waited on a day, by the school's days."""

    on: dt.date
    school_days: Sequence[dt.date]

    def cell(self, entry: Waiting) -> Cell:
        """'6 skoledager', with the day; the longest first where it is sorted downwards."""
        waited = school_days_waited(entry.longest, self.on, self.school_days)
        note = _("siden %(day)s") % {"day": since_day(entry.longest, self.on)}
        return Cell(
            amount(waited, "school_days"), look="waiting", note=note, order=(self.on - entry.longest).days
        )  # fmt: skip


def waiting_rows(found: Iterable[Waiting], waited: Waited, classes: Classes, teachers: Teachers) -> list[Row]:
    """Longest waiting first."""
    return [
        {
            "pupil": pupil_cell(entry.pupil, reasons_in(entry.flags)),
            "class": class_of(entry.pupil, classes),
            "teacher": teacher_of(entry.pupil, teachers),
            "waited": waited.cell(entry),
        }
        for entry in sorted(found, key=lambda entry: entry.longest)
    ]


def without_class_rows(pupils: Iterable[Person], figures: Mapping[int, PupilFigures]) -> list[Row]:
    return [
        {
            "pupil": pupil_cell(pupil),
            "absence": year_cell(told),
            "recent": recent_cell(told),
        }
        for pupil in pupils
        for told in [figures.get(pupil.key, NOTHING_KNOWN)]
    ]


def raised_rows(events: Sequence[FlagEvent], stands: Stands, classes: Classes) -> list[Row]:
    """Newest first; `stands` tells what has become of each since."""
    return [
        {
            "pupil": pupil_cell(event.pupil, why_of(event)),
            "class": class_of(event.pupil, classes),
            "rule": title_of(event),
            "on": event.on,
            "since": stands(event),
        }
        for event in events
    ]


def stands_now(found: Iterable[Waiting], raised: Collection[FlagKey]) -> Stands:
    """What has become of a flag: somebody still has to talk, somebody has, or the rule no longer holds."""
    waiting = {_key(flag) for entry in found for flag in entry.flags}

    def cell(event: FlagEvent) -> Cell:
        if _key(event) in waiting:
            return Cell(_("Venter på samtale"), look="waiting", order=0)
        if _key(event) in raised:
            return Cell(_("Snakket med"), look="done", order=1)
        return Cell(_("Senket"), look="ended", order=2)

    return cell


def _key(flag: Flag | FlagEvent) -> FlagKey:
    return flag.pupil_id, flag.rule_set_id, flag.rule
