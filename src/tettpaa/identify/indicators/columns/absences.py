"""Absence rows, the owner's codes, groups and subjects as the fold takes them."""

import numpy as np

from tettpaa.identify.indicators.columns.parts import in_parts
from tettpaa.identify.indicators.columns.placing import Seats, places_of, runs_of
from tettpaa.identify.indicators.columns.raw import Arrays, Raw
from tettpaa.identify.indicators.fold.codes import DAYS, LESSON_UNIT, NONE
from tettpaa.identify.indicators.fold.shapes import ABSENCE, CODE, ENTRY, GROUP, MEMBERSHIP, SUBJECT_SLOT
from tettpaa.identify.indicators.fold.take import take


def groups_of(raw: Raw) -> np.ndarray:
    """Groups sorted by key, with the slot of their subject at their school."""
    rows = raw["groups"]
    order = np.argsort(rows["key"])
    groups = np.zeros(len(order), GROUP)
    groups["key"] = rows["key"][order]
    school, subject = rows["school"][order], rows["subject"][order]
    groups["slot"] = np.where(subject >= 0, school * len(raw.subject_codes) + subject, -1)
    return groups


def lesson_runs_of(raw: Raw, groups: np.ndarray) -> np.ndarray:
    """Where each group's lessons lie: (group, from, to). They lie by group and day; if not, they are put so."""
    rows = raw["lessons"]
    begins, ends = runs_of(rows["group"])
    group = places_of(groups["key"], rows["group"][begins])
    if len(np.unique(group)) < len(group):
        order = np.lexsort((rows["day"], rows["group"]))
        raw.tables["lessons"] = {name: column[order] for name, column in rows.items()}
        begins, ends = runs_of(raw["lessons"]["group"])
        group = places_of(groups["key"], raw["lessons"]["group"][begins])
    return np.stack([group, begins, ends], axis=1)[group >= 0]


def subjects_of(raw: Raw) -> np.ndarray:
    """Planned minutes and lesson length by slot."""
    rows, codes = raw["subjects"], len(raw.subject_codes)
    subjects = np.zeros(len(raw.schools) * codes, SUBJECT_SLOT)
    slot = rows["school"] * codes + rows["subject"]
    subjects["planned"][slot] = rows["planned"]
    subjects["lesson_minutes"][slot] = rows["lesson_minutes"]
    return subjects


def memberships_of(rows: Arrays, seats: Seats, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pupils' memberships of groups that exist, cut to the school year; and the pupil of each, sorted."""
    seat, group = seats.of(rows["pupil"]), places_of(groups["key"], rows["group"])
    since, until = np.maximum(rows["since"], 0), np.minimum(rows["until"], DAYS - 1)
    here = np.flatnonzero((seat >= 0) & (group >= 0) & (since <= until))
    order = here[np.lexsort((since[here], group[here], seat[here]))]
    memberships = np.zeros(len(order), MEMBERSHIP)
    memberships["key"], memberships["group"] = rows["group"][order], group[order]
    memberships["slot"] = groups["slot"][group[order]]
    memberships["since"], memberships["until"] = since[order], until[order]
    return memberships, seat[order]


def likeness_of(rows: Arrays, seats: Seats) -> np.ndarray:
    """A number for each pupil, the same for those with the same groups: they lie together, and share lessons."""
    seat = seats.of(rows["pupil"])
    here = seat >= 0
    # Sums of scattered numbers: two different sets that meet in one only lie together for nothing.
    scattered = np.sin(rows["group"][here] % 1_000_003 * 12.9898) * 43758.5453 % 1
    return np.round(np.bincount(seat[here], scattered, seats.count), 9)


def entries_of(
    raw: Raw, seats: Seats, pupils: np.ndarray, calendars: np.ndarray, memberships: np.ndarray, groups: np.ndarray,
    subjects: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """All absence taken to the school days it is about; each pupil's place among it is written on the pupil."""
    rows = raw["absences"]
    columns = tuple(rows[name] for name in ABSENCE.names or ())
    runs, codes = _runs(rows["pupil"], seats), _codes(raw)
    room = _room(rows)
    before = np.concatenate(([0], np.cumsum(room[runs[:, 2]] - room[runs[:, 1]])))
    entries = np.empty(before[-1], ENTRY)

    def take_part(part: tuple[int, int]) -> None:
        run = np.searchsorted(runs[:, 0], part[0])
        take(
            *part, run, before[run], columns, runs, codes, pupils, calendars, memberships, groups, subjects,
            len(raw.subject_codes), entries,
        )  # fmt: skip

    in_parts(len(pupils), take_part)
    return entries


def _runs(pupil: np.ndarray, seats: Seats) -> np.ndarray:
    """Rows lie by pupil in each school's file, so only runs of them are sorted: (pupil, from, to)."""
    begins, ends = runs_of(pupil)
    seat = seats.of(pupil[begins])
    here = np.flatnonzero(seat >= 0)
    order = here[np.argsort(seat[here], kind="stable")]
    return np.stack([seat[order], begins[order], ends[order]], axis=1)


def _codes(raw: Raw) -> tuple[np.ndarray, np.ndarray]:
    """Meanings sorted by code, then by the day they hold from; and where each code's begin."""
    rows = raw["codes"]
    order = np.lexsort((rows["since"], rows["code"]))
    codes = np.zeros(len(order), CODE)
    for name in CODE.names or ():
        codes[name] = rows[name][order]
    return np.searchsorted(codes["code"], np.arange(len(raw.absence_codes) + 1)), codes


def _room(rows: Arrays) -> np.ndarray:
    """How many entries the rows before each row can give at most: one each, or one for each day of an interval."""
    most = np.ones(len(rows["on"]) + 1, np.int32)
    most[0] = 0
    spread = np.flatnonzero((rows["unit"] != LESSON_UNIT) & (rows["until"] != NONE))
    most[spread + 1] = np.clip(rows["until"][spread].astype(np.int32) - rows["on"][spread] + 1, 1, DAYS)
    return np.cumsum(most)
