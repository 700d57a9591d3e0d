"""What a letter may tell, read from the records as they are now: at the preview, and again at the moment of sending."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from tettpaa.follow_up.letters.rules import Facts, Missed, SentNotice, SubjectFacts
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.law import DOCUMENTATION
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import HIGH, LOW, SEEN
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.identify.indicators.limit import Settlement
from tettpaa.identify.indicators.sight import Sight
from tettpaa.identify.records.reading import connect, records
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import school_year_of

GAUGES = (Gauge("absence_days"), Gauge("single_hours"))
HOUR = 60
UNDOCUMENTED = DOCUMENTATION.index("none")


def facts_of(pupil: Person, on: dt.date) -> Facts:
    """The pupil's school year through a day. What has not been delivered is unknown."""
    year = school_year_of(on)
    schools = list(live_enrolments(on).filter(pupil=pupil).values_list("school_id", flat=True))
    notices = _sent(pupil.owner, [pupil.pk], schools, on)[pupil.pk]
    columns = load(pupil.owner, year, pupils=[pupil.pk])
    if pupil.pk not in columns.pupils:
        return Facts(on, None, None, False, None, (), (), notices)
    number = columns.number_of(pupil.pk)
    sight = Sight(columns, number, on)
    if not sight.pupil["has_calendar"]:
        return Facts(on, None, None, False, None, (), (), notices)
    days, hours, is_at_least = _absence(columns, number, on)
    away = _days(sight, sight.entries["minutes"] > -1)
    return Facts(
        on, days, hours, is_at_least, max(away, default=None),
        _days(sight, sight.entries["documentation"] == UNDOCUMENTED),
        _subjects(sight, subject_names(pupil.owner, schools, year)), notices,
    )  # fmt: skip


def facts_in_subject(pupils: Sequence[Person], group: Group, on: dt.date) -> dict[int, Facts]:
    """Pupil key → what is known of each in the group's subject, and of nothing else. One loading for all."""
    owner, year, code = group.school.owner, school_year_of(on), group.subject_code
    keys = [pupil.pk for pupil in pupils]
    columns, sent = load(owner, year, pupils=keys), _sent(owner, keys, [group.school_id], on)
    name = subject_names(owner, [group.school_id], year).get(code, code)
    return {
        key: Facts(on, None, None, False, None, (), _in_subject(columns, key, code, name, on), sent[key]).only(code)
        for key in keys
    }


def as_json(facts: Facts) -> dict:
    """What was true when a letter left, for its row."""
    return _plain(dataclasses.asdict(facts))


def _plain(value):
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _absence(columns: Columns, number: int, on: dt.date) -> tuple[float | None, float | None, bool]:
    """Days and single hours this school year, and whether unregistered lessons may add to them."""
    cases = fold(columns, on, GAUGES).values[number]
    seen = [float(each) if np.isfinite(each) else None for each in cases[SEEN]]
    return seen[0], seen[1], bool((cases[LOW] != cases[HIGH]).any())


def _days(sight: Sight, wanted: np.ndarray) -> tuple[dt.date, ...]:
    """Days with absence that corrections have left, among the entries wanted; oldest first."""
    is_kept = (sight.kept["minutes"] > 0) | (sight.kept["hundredths"] > 0)
    return tuple(sight.columns.date(day) for day in np.unique(sight.entries["day"][wanted & is_kept]))


def _subjects(sight: Sight, names: Mapping[str, str]) -> tuple[SubjectFacts, ...]:
    """The subjects the pupil has, by name."""
    found = [_subject(sight, slot, names) for slot in sight.open_slots()]
    return tuple(sorted(found, key=lambda each: (each.name, each.code)))


def _subject(sight: Sight, slot: int, names: Mapping[str, str]) -> SubjectFacts:
    code = sight.code_of(slot)
    settled = sight.settle(slot)
    if settled is None:
        return SubjectFacts(code, names.get(code, code), None, None, None, (), False)
    rows, settlement = settled
    return SubjectFacts(
        code, names.get(code, code), float(settlement.planned_hours), float(settlement.counted_minutes) / HOUR,
        float(settlement.limit_minutes) / HOUR, _missed(sight, rows, settlement), sight.has_unregistered(slot),
    )  # fmt: skip


def _in_subject(columns: Columns, pupil: int, code: str, name: str, on: dt.date) -> tuple[SubjectFacts, ...]:
    """The one subject, where the pupil has it and the school's days are known."""
    if pupil not in columns.pupils:
        return ()
    sight = Sight(columns, columns.number_of(pupil), on)
    if not sight.pupil["has_calendar"]:
        return ()
    return tuple(_subject(sight, slot, {code: name}) for slot in sight.open_slots() if sight.code_of(slot) == code)


def _missed(sight: Sight, rows: Sequence[int], settlement: Settlement) -> tuple[Missed, ...]:
    """Each absence with its lesson's number, where the school numbers them."""
    lesson_of = dict(zip(sight.entries["row"].tolist(), sight.entries["lesson"].tolist(), strict=True))
    return tuple(
        Missed(
            verdict.event.on, lesson_of[row] if lesson_of[row] >= 0 else None, verdict.event.minutes,
            float(verdict.counted_minutes),
        )
        for row, verdict in zip(rows, settlement.verdicts, strict=True)
    )  # fmt: skip


def _sent(
    owner: Owner, pupils: Sequence[int], schools: Sequence[int], on: dt.date
) -> dict[int, tuple[SentNotice, ...]]:
    """Pupil key → what the school's system has sent this school year, as far as the day. One read."""
    with connect() as con:
        rows = records(con, owner, "notices", school_year=school_year_of(on), schools=schools)
        listed = ", ".join(str(int(pupil)) for pupil in pupils) or "NULL"
        known = rows.filter(f"pupil IN ({listed}) AND sent_on <= DATE '{on.isoformat()}'")
        found = known.project("pupil, kind, sent_on, subject_code").fetchall()
    told: dict[int, list[SentNotice]] = {pupil: [] for pupil in pupils}
    for pupil, kind, sent_on, subject in found:
        told[pupil].append(SentNotice(kind, sent_on, subject or ""))
    return {pupil: tuple(notices) for pupil, notices in told.items()}
