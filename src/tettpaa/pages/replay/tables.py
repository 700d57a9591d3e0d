"""The answer as tables: what was caught, how evenly, and how much work it would have been."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount, written
from tettpaa.kit.html.charts.development import Week
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.replay.load import STEPS, Load, mean_a_week, weeks_by_step, weeks_let_out
from tettpaa.look_back.replay.measures import Measures, failed_subjects, groups_in, lead_of, measures_of
from tettpaa.pages.replay.answering import Answer, Side
from tettpaa.pages.replay.words import group_word, grouping_words, lead_cell, number_cell, proportion_cell
from tettpaa.schools.places.school_year import first_day
from tettpaa.trust.disclosure import HIDDEN, Hidden, Number, Table, proportion, release, rounded

LEAST_TOLD = 5


def columns_of(answer: Answer, heading: str) -> tuple[Column, ...]:
    """A heading, and one column for each rule set."""
    return (
        Column("what", heading, is_sortable=False), Column("first", answer.beside.title, is_sortable=False),
        Column("second", answer.tried.title, is_sortable=False),
    )  # fmt: skip


def measure_rows(answer: Answer) -> list[Row]:
    """Everybody's numbers, the two rule sets side by side."""
    told = {side.name: measures_of(answer.released, side.name) for side in answer.sides}
    cells: list[tuple[str, Callable[[Side], Cell]]] = [
        (_("Elever i alt"), lambda side: number_cell(told[side.name].pupils)),
        (_("Flagget i tide"), lambda side: proportion_cell(told[side.name].flagged)),
        (_("Av dem som avbrøt: flagget før"), lambda side: proportion_cell(told[side.name].caught["break"])),
        (_("Så lenge før avbruddet"), lambda side: _lead(side, told[side.name], "break")),
        (
            _("Av dem som ikke besto et fag: flagget før"),
            lambda side: proportion_cell(told[side.name].caught["failed"]),
        ),
        (_("Så lenge før karakteren ble satt"), lambda side: _lead(side, told[side.name], "failed")),
        (_("Av fagene som ikke ble bestått"), lambda side: _subjects(answer, side, told[side.name])),
        (_("Av de flaggede: avbrøt eller besto ikke"), lambda side: proportion_cell(told[side.name].right)),
        (_("Flagget, men ingen vet hvordan det gikk"), lambda side: number_cell(told[side.name].unknown)),
        (_("Nye elever i uka for en kontaktlærer"), lambda side: _mean(answer, side)),
    ]
    return [{"what": words, "first": cell(answer.beside), "second": cell(answer.tried)} for words, cell in cells]


def _lead(side: Side, told: Measures, outcome: str) -> Cell:
    return lead_cell(lead_of(side.replayed, outcome)) if told.caught[outcome] is not HIDDEN else number_cell(HIDDEN)


def _subjects(answer: Answer, side: Side, told: Measures) -> Cell:
    """Subjects without an interval: those of one pupil are not independent of each other."""
    if HIDDEN in told.caught.values():
        return number_cell(HIDDEN)
    caught, whole = (rounded(count, answer.rounded_to) for count in failed_subjects(side.replayed))
    if not whole:
        return proportion_cell(None)
    words = _("%(part)s av %(whole)s fag") % {"part": written(caught), "whole": written(whole)}
    return Cell(amount(100 * caught / whole, "percent", decimals=0), note=words)


def _mean(answer: Answer, side: Side) -> Cell:
    loads, mean = side.loads, mean_a_week(side.loads, answer.rounded_to)
    if mean is None:
        return Cell(None)
    if not answer.asked.is_exact and 0 < sum(int(load.by_teacher.sum()) for load in loads) < LEAST_TOLD:
        return number_cell(HIDDEN)
    return Cell(amount(mean, "pupils", decimals=2), note=_("i snitt over skoleukene"))


def group_columns(answer: Answer) -> tuple[Column, ...]:
    """The same for each group, a row for each rule set: of those it went badly for, who was flagged before."""
    return (
        Column("group", grouping_words()[answer.asked.grouping], is_sortable=False),
        Column("rules", _("Regelsett"), is_sortable=False), Column("pupils", _("Elever"), NUMBER, is_sortable=False),
        Column("flagged", _("Flagget i tide"), is_sortable=False),
        Column("break", _("Avbrøt: flagget før"), is_sortable=False),
        Column("failed", _("Besto ikke: flagget før"), is_sortable=False),
        Column("right", _("Rett av de flaggede"), is_sortable=False),
    )  # fmt: skip


def group_rows(answer: Answer) -> list[Row]:
    return [_group_row(answer, group, side) for group in _groups(answer) for side in answer.sides]


def _groups(answer: Answer) -> list[str]:
    """By what they are called, those nobody has told last."""
    return sorted(groups_in(answer.released), key=lambda group: (not group, group_word(answer.asked.grouping, group)))


def _group_row(answer: Answer, group: str, side: Side) -> Row:
    told = measures_of(answer.released, side.name, group)
    return {
        "group": group_word(answer.asked.grouping, group), "rules": side.title, "pupils": number_cell(told.pupils),
        "flagged": proportion_cell(told.flagged), "break": proportion_cell(told.caught["break"]),
        "failed": proportion_cell(told.caught["failed"]), "right": proportion_cell(told.right),
    }  # fmt: skip


def step_rows(answer: Answer) -> list[Row]:
    """How often a contact teacher's week had none, one, or more pupils with a new flag."""
    counts = {side.name: _steps(answer, side) for side in answer.sides}
    return [
        {"what": _step_word(place), "first": counts["first"][str(least)], "second": counts["second"][str(least)]}
        for place, least in enumerate(STEPS)
    ]


def _steps(answer: Answer, side: Side) -> Mapping[str, Cell]:
    if answer.asked.is_exact:
        numbers: Mapping[str, Number] = weeks_by_step(side.loads)
        whole: Number = sum(load.by_teacher.size for load in side.loads)
    else:
        told = weeks_let_out(side.loads, answer.rounded_to)
        numbers, whole = {least: number for (least,), number in told.view("least").items()}, told.total
    return {least: _weeks_cell(number, whole) for least, number in numbers.items()}


def _weeks_cell(number: Number, whole: Number) -> Cell:
    found = proportion(number, whole)
    if isinstance(found, Hidden):
        return number_cell(HIDDEN)
    if found is None:
        return Cell("–")
    return Cell(amount(100 * found.value, "percent", decimals=0), note=amount(found.part, "weeks"))


def _step_word(place: int) -> str:
    least, after = STEPS[place], STEPS[place + 1] if place + 1 < len(STEPS) else None
    if after is None:
        return _("%(least)d elever eller flere") % {"least": least}
    if after - least == 1:
        return amount(least, "pupils") if least else _("ingen elever")
    return _("%(least)d til %(most)d elever") % {"least": least, "most": after - 1}


def weeks_of(answer: Answer) -> list[Week]:
    """The newest year week by week: what is tried as bars, what stands beside as a line; None is hidden."""
    beside, tried = (side.loads[0] for side in answer.sides)
    first, second = (_told_weeks(load, answer.rounded_to, is_exact=answer.asked.is_exact) for load in (beside, tried))
    return [Week(_iso_week(tried, int(week)), second[int(week)], first[int(week)]) for week in tried.weeks]


def _told_weeks(load: Load, rounded_to: int, *, is_exact: bool) -> Mapping[int, int | None]:
    counts = dict(zip(load.weeks.tolist(), load.by_week.tolist(), strict=True))
    if is_exact or not counts:
        return counts
    told = release(Table(("week",), {(str(week),): count for week, count in counts.items()}), rounded_to=rounded_to)
    return {int(key[0]): None if isinstance(number, Hidden) else number for key, number in told.view("week").items()}


def _iso_week(load: Load, week: int) -> int:
    first = first_day(load.school_year)
    return (first + dt.timedelta(7 * week - first.weekday())).isocalendar().week
