"""Who would have been flagged at one's own school: only pupils whom the reader may see today are named."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.identify.flags.screens import in_language
from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.look_back.replay.outcomes import BREAK, FAILED, NEITHER, UNKNOWN
from tettpaa.look_back.replay.replaying import Replayed
from tettpaa.pages.class_.rows import pupil_cell
from tettpaa.pages.replay.answering import Side
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.school_year import first_day, name_of
from tettpaa.trust.access.rights import Rights

COLUMNS = (
    Column("pupil", gettext_lazy("Elev")), Column("year", gettext_lazy("Skoleår")),
    Column("on", gettext_lazy("Første flagg")), Column("rule", gettext_lazy("Regel")),
    Column("outcome", gettext_lazy("Hvordan det gikk")),
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """The rows, the keys they name, and how many more were flagged whom the reader may not see today."""

    rows: list[Row]
    pupils: list[int]
    others: int


def listed(rights: Rights, side: Side) -> Listed:
    """Newest year first, then by the day of the first flag."""
    flagged = [(each, place) for each in side.replayed for place in each.is_flagged.nonzero()[0].tolist()]
    keys = {int(each.people["pupil"][place]) for each, place in flagged}
    people = {person.key: person for person in rights.pupils("flag_read").filter(key__in=keys)}
    seen = [(each, place) for each, place in flagged if int(each.people["pupil"][place]) in people]
    in_order = sorted(seen, key=lambda pair: (-pair[0].school_year, int(pair[0].first_day[pair[1]])))
    return Listed(
        [_row(each, place, people, side) for each, place in in_order], list(people), len(keys) - len(people)
    )  # fmt: skip


def _row(replayed: Replayed, place: int, people: dict[int, Person], side: Side) -> Row:
    told = replayed.people[place]
    day = int(replayed.first_day[place])
    return {
        "pupil": pupil_cell(people[int(told["pupil"])]), "year": name_of(replayed.school_year),
        "on": first_day(replayed.school_year) + dt.timedelta(day),
        "rule": in_language(side.rules[int(replayed.rule[place])].title), "outcome": _outcome(told, day),
    }  # fmt: skip


def _outcome(told, day: int) -> Cell:
    """What became of the pupil, and how long after the flag."""
    words = {
        BREAK: _("avbrøt"), FAILED: _("besto ikke alle fag"), NEITHER: _("fullførte året"), UNKNOWN: _("ukjent"),
    }[int(told["outcome"])]  # fmt: skip
    after = int(told["outcome_day"]) - day
    return Cell(words, note=_("%(days)d dager etter flagget") % {"days": after} if after > 0 else "")
