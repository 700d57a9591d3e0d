"""Absence rows taken to the school days they are about, one piece a day."""

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

from tettpaa.identify.indicators.reference.case import AbsenceRow, Case

ONE_DAY = dt.timedelta(days=1)
DOCUMENTATION = ("none", "self", "health", "other")  # the better later


@dataclass(frozen=True)
class Piece:
    """Absence on one school day: minutes, or a share of the day. `row` is the row's place in the case."""

    on: dt.date
    minutes: int
    share: Fraction
    lesson: int | None
    starts: int | None
    group: str | None
    slot: tuple[str, str] | None
    cause: str
    documentation: str
    is_late: bool
    is_unknown_code: bool
    row: int


def pieces_of(case: Case) -> list[Piece]:
    """All of them, in the order of day, lesson and clock; what lacks these comes last, the better documented last of all."""
    if not case.has_calendar():
        return []
    found = [piece for place, row in enumerate(case.absences) for piece in _pieces(case, place, row)]
    return sorted(found, key=_order)


def _order(piece: Piece) -> tuple:
    time = (piece.on, _last(piece.lesson, 99), _last(piece.starts, 9999))
    return (*time, DOCUMENTATION.index(piece.documentation), piece.cause)


def _last(number: int | None, missing: int) -> int:
    return missing if number is None else number


def _pieces(case: Case, place: int, row: AbsenceRow) -> list[Piece]:
    counts, cause, documentation, is_unknown = _meaning(case, row)
    if not counts and not row.is_late:
        return []
    if row.is_late and row.minutes is not None and row.minutes < 0:
        return []
    if row.group is not None:
        ties = [membership for membership in case.memberships if membership.group == row.group]
        if ties and not any(tie.covers(row.on) for tie in ties):
            return []
    slot = _slot(case, row)
    days = [day for day in _days(row) if case.is_school_day(day)]
    found: list[Piece] = []
    for number, day in enumerate(days):
        minutes, share = _amount(case, row, slot, number, len(days))
        if not row.is_late and not minutes and not share:
            continue
        found.append(
            Piece(day, minutes, share, row.lesson, row.starts, row.group if row.group in case.groups else None, slot,
                  cause, documentation, row.is_late, is_unknown and not found, place)
        )  # fmt: skip
    return found


def _meaning(case: Case, row: AbsenceRow) -> tuple[bool, str, str, bool]:
    """Counts as absence, cause, documentation, unknown code. What the row says itself goes before its code."""
    counts, cause, documentation, is_unknown = True, "", "none", False
    if row.code is not None:
        said = [code for code in case.codes if code.code == row.code and (code.since is None or code.since <= row.on)]
        is_unknown = not said
        if said:
            code = max(said, key=lambda code: code.since or dt.date.min)
            counts, cause, documentation = code.counts, code.cause, code.documentation
    return counts, row.cause or cause, row.documentation or documentation, is_unknown


def _slot(case: Case, row: AbsenceRow) -> tuple[str, str] | None:
    """The school and subject: the row's own subject, else the group's."""
    group = case.groups.get(row.group) if row.group is not None else None
    if row.subject is not None:
        school = group.school if group and group.subject else case.enrolled_at(row.on)
        return (school, row.subject) if school else None
    return (group.school, group.subject) if group and group.subject else None


def _days(row: AbsenceRow) -> list[dt.date]:
    if row.unit == "lesson" or row.is_late or row.until is None or row.until < row.on:
        return [row.on]
    return [row.on + dt.timedelta(days=number) for number in range((row.until - row.on).days + 1)]


def _amount(case: Case, row: AbsenceRow, slot: tuple[str, str] | None, number: int, days: int) -> tuple[int, Fraction]:
    """Minutes and share of the row's school day `number` of `days`."""
    if row.is_late:
        return 0, Fraction(0)
    if row.unit == "lesson":
        if row.minutes is not None:
            return row.minutes, Fraction(0)
        subject = case.subjects.get(slot) if slot else None
        return (subject.lesson_minutes if subject and subject.lesson_minutes else 60), Fraction(0)
    if row.days is not None:
        sign = -1 if row.days < 0 else 1
        return 0, sign * max(Fraction(0), min(Fraction(1), abs(row.days) - number))
    if row.unit == "day" or row.minutes is None:
        return 0, Fraction(-1 if row.minutes is not None and row.minutes < 0 else 1)
    each, rest = divmod(abs(row.minutes), days)
    sign = -1 if row.minutes < 0 else 1
    return sign * (each + (1 if number < rest else 0)), Fraction(0)


def settled(case: Case, as_of: dt.date) -> list[Piece]:
    """What is left through `as_of` when corrections are taken back and nothing is counted twice."""
    pieces = [piece for piece in pieces_of(case) if piece.on <= as_of]
    for place, correction in enumerate(pieces):
        if correction.minutes < 0 or correction.share < 0:
            _take_back(pieces, place)
    return _covered(_capped(case, pieces))


def _take_back(pieces: list[Piece], place: int) -> None:
    """Take a correction from the latest earlier absence of the same subject, cause and documentation."""
    correction = pieces[place]
    minutes, share = max(0, -correction.minutes), max(Fraction(0), -correction.share)
    pieces[place] = replace(correction, minutes=0, share=Fraction(0))
    for other in reversed(range(len(pieces))):
        piece = pieces[other]
        if piece.on > correction.on:
            continue
        if (piece.slot, piece.cause, piece.documentation) != (
            correction.slot,
            correction.cause,
            correction.documentation,
        ):
            continue
        taken_minutes, taken_share = min(minutes, max(0, piece.minutes)), min(share, max(Fraction(0), piece.share))
        pieces[other] = replace(piece, minutes=piece.minutes - taken_minutes, share=piece.share - taken_share)
        minutes, share = minutes - taken_minutes, share - taken_share


def _capped(case: Case, pieces: list[Piece]) -> list[Piece]:
    """Rows about one lesson of one group count at most its length; shares of a day at most one. The best documented first."""
    found: dict[int, Piece] = {}
    for documentation in reversed(DOCUMENTATION):
        for place, piece in enumerate(pieces):
            if piece.documentation == documentation:
                found[place] = _beside(case, piece, [other for other in found.values() if other.on == piece.on])
    return [found[place] for place in range(len(pieces))]


def _beside(case: Case, piece: Piece, same_day: list[Piece]) -> Piece:
    """What a piece adds to those of its day already counted."""
    share = min(piece.share, 1 - sum((other.share for other in same_day), Fraction(0)))
    minutes = piece.minutes
    if minutes > 0 and piece.lesson:
        same = [other for other in same_day if (other.lesson, other.group) == (piece.lesson, piece.group)]
        longest = max([minutes, _lesson_length(case, piece), *(other.minutes for other in same)])
        minutes = max(0, min(minutes, longest - sum(other.minutes for other in same)))
    return replace(piece, minutes=minutes, share=share)


def _covered(pieces: list[Piece]) -> list[Piece]:
    """A day documented as a whole speaks for its lessons: one without documentation takes the day's, and its cause."""
    found = []
    for piece in pieces:
        told = [one for one in pieces if one.on == piece.on and one.share > 0 and one.documentation != "none"]
        if piece.documentation == "none" and piece.minutes > 0 and sum(one.share for one in told) == 1:
            best = max(told, key=lambda one: DOCUMENTATION.index(one.documentation))
            piece = replace(piece, cause=best.cause, documentation=best.documentation)
        found.append(piece)
    return found


def _lesson_length(case: Case, piece: Piece) -> int:
    subject = case.subjects.get(piece.slot) if piece.slot else None
    return (subject.lesson_minutes or 0) if subject else 0
