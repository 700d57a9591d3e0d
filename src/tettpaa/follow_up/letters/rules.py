"""What a letter must say, when it is still true, and who it goes to. Pure; figures in limits.toml, texts in texts/."""

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.schools.places.school_year import first_day, last_day, school_year_of

LONGEST = 1000
ADULT = 18  # vergemålsloven § 8
SUBJECT, ORDER, CONDUCT, CHOICE, INVITATION = "subject_notice", "order_notice", "conduct_notice", "choice", "invitation"
# What the schools' systems call the notices they have sent (schema: notices.kind).
SAME_NOTICE = {SUBJECT: ("basis", "absence"), ORDER: ("order",), CONDUCT: ("conduct",)}


@dataclass(frozen=True)
class Limits:
    """`warning_percent` of planned hours; `turns` is the first day of the second half-year, as (month, day)."""

    warning_percent: float
    away_within: dt.timedelta
    turns: tuple[int, int]
    source: str


@dataclass(frozen=True)
class Missed:
    """One absence in a subject: minutes away, and how many count against the limit."""

    on: dt.date
    lesson: int | None
    minutes: int
    counts: float


@dataclass(frozen=True)
class SubjectFacts:
    """Where a pupil stands in one subject. Hours are of 60 minutes; None is unknown.

    `is_at_least`: lessons that nobody has registered may add to it.
    """

    code: str
    name: str
    planned_hours: float | None
    counted_hours: float | None
    limit_hours: float | None
    missed: tuple[Missed, ...]
    is_at_least: bool

    @property
    def percent(self) -> float | None:
        """Counted against the limit, of the planned hours."""
        if self.planned_hours is None or self.counted_hours is None:
            return None
        return 100 * self.counted_hours / self.planned_hours


@dataclass(frozen=True)
class SentNotice:
    """A notice that the school's system has sent."""

    kind: str
    sent_on: dt.date
    subject: str


@dataclass(frozen=True)
class Facts:
    """What a letter may tell, as known on a day. `days` and `hours` of absence this school year, None where unknown."""

    as_of: dt.date
    days: float | None
    hours: float | None
    is_at_least: bool
    last_away_on: dt.date | None
    undocumented_on: tuple[dt.date, ...]
    subjects: tuple[SubjectFacts, ...]
    notices: tuple[SentNotice, ...]

    def subject(self, code: str) -> SubjectFacts | None:
        """One of the pupil's subjects; None where it is not the pupil's."""
        return next((each for each in self.subjects if each.code == code), None)

    def only(self, code: str) -> "Facts":
        """What a notice in one subject rests on, and nothing of the others."""
        subjects = tuple(each for each in self.subjects if each.code == code)
        notices = tuple(each for each in self.notices if each.subject == code)
        return Facts(self.as_of, None, None, False, None, (), subjects, notices)

    def near(self, percent: float) -> tuple[SubjectFacts, ...]:
        """Subjects where so much of the planned hours has counted."""
        return tuple(each for each in self.subjects if each.percent is not None and each.percent >= percent)


@dataclass(frozen=True)
class Wish:
    """What the letter is to say, as it was written."""

    kind: str
    subject: str = ""
    period: str = ""
    grounds: tuple[str, ...] = ()
    meets_at: dt.datetime | None = None


@dataclass(frozen=True)
class Truth:
    """The grounds that still hold; `why_not` is '' where the letter may leave, else a key of `words.NOT_SENT`."""

    grounds: tuple[str, ...]
    why_not: str = ""


def truth_of(wish: Wish, facts: Facts, checks: dict[str, str], limits: Limits, at: dt.datetime) -> Truth:
    """Whether the letter is true now. `checks`: ground → what of the facts it rests on, '' for the teacher's judgement."""
    if sent_by_school(wish, facts, limits):
        return Truth(wish.grounds, "already_sent")
    if wish.kind == INVITATION:
        return Truth((), "" if wish.meets_at is not None and wish.meets_at > at else "passed")
    if wish.kind == CHOICE:
        return Truth((), _why_not_choice(facts, limits))
    found = {ground: _why_not_ground(checks[ground], wish, facts, limits) for ground in wish.grounds}
    standing = tuple(ground for ground, why_not in found.items() if not why_not)
    return Truth(standing, "" if standing else next(iter(found.values()), "no_longer_true"))


def _why_not_ground(check: str, wish: Wish, facts: Facts, limits: Limits) -> str:
    if check == "absence":
        subject = facts.subject(wish.subject)
        if subject is None or subject.percent is None:
            return "unknown"
        return "" if subject.percent >= limits.warning_percent else "no_longer_true"
    if check == "undocumented":
        return "" if facts.undocumented_on else "no_longer_true"
    return ""


def _why_not_choice(facts: Facts, limits: Limits) -> str:
    if facts.days is None and facts.hours is None:
        return "unknown"
    is_recent = facts.last_away_on is not None and facts.last_away_on >= facts.as_of - limits.away_within
    return "" if is_recent else "no_longer_true"


def sent_by_school(wish: Wish, facts: Facts, limits: Limits) -> dt.date | None:
    """The newest day the school's system sent a notice of the kind, about the subject, in the period; None: it has not."""
    kinds = SAME_NOTICE.get(wish.kind, ())
    first, last = days_of_period(wish.period, facts.as_of, limits) if kinds else (facts.as_of, facts.as_of)
    found = [
        notice.sent_on for notice in facts.notices
        if notice.kind in kinds and notice.subject == wish.subject and first <= notice.sent_on <= last
    ]  # fmt: skip
    return max(found, default=None)


def days_of_period(period: str, on: dt.date, limits: Limits) -> tuple[dt.date, dt.date]:
    """First and last day of a half-year ('h1', 'h2'), or of the school year ('final')."""
    year = school_year_of(on)
    turns = dt.date(year + 1, *limits.turns)
    if period == "h1":
        return first_day(year), turns - dt.timedelta(days=1)
    return (turns, last_day(year)) if period == "h2" else (first_day(year), last_day(year))


def period_on(on: dt.date, limits: Limits) -> str:
    """The half-year of a day."""
    return "h1" if on < dt.date(school_year_of(on) + 1, *limits.turns) else "h2"


def faults_in_letter(
    wish: Wish, *, known_grounds: Collection[str], line: str, place: str, answer_by: dt.date | None, at: dt.datetime
) -> dict[str, str]:
    """Field → fault. A notice says which period and on what grounds; an invitation when and where."""
    faults = {"line": "line_too_long"} if len(line) > LONGEST else {}
    if wish.kind in SAME_NOTICE:
        if not wish.grounds or not set(wish.grounds) <= set(known_grounds):
            faults["grounds"] = "no_ground"
        if wish.period not in ("h1", "h2", "final"):
            faults["period"] = "no_period"
    if wish.kind == SUBJECT and not wish.subject:
        faults["subject"] = "no_subject"
    if wish.kind == INVITATION:
        if wish.meets_at is None or wish.meets_at <= at:
            faults["meets_at"] = "not_ahead"
        if not place.strip():
            faults["place"] = "no_place"
    if wish.kind == CHOICE and (answer_by is None or answer_by <= at.date()):
        faults["answer_by"] = "not_ahead"
    return faults


def is_minor(born: dt.date | None, on: dt.date) -> bool | None:
    """Whether somebody is under 18 on a day; None where the birth date is unknown. Of age at 00:00 on the birthday."""
    if born is None:
        return None
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    return on.year - born.year - (not had_birthday) < ADULT


@cache
def limits_on(day: dt.date) -> Limits:
    """The newest limits that hold on the day."""
    rows: Iterable[dict] = tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["limits"]
    row = max((row for row in rows if row["from"] <= day), key=lambda row: row["from"])
    turns = row["half_year_turns"]
    return Limits(
        row["warning_percent"],
        dt.timedelta(days=row["away_within_days"]),
        (turns["month"], turns["day"]),
        row["source"],
    )
