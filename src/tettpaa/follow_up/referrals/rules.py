"""What a referral and a consult must say, who may be named, and how long it took. Pure; days and names are handed in.

Source: opplæringslova §§ 11-2, 11-7, 11-8, 11-13 and 24-5.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST = 2000
LONGEST_LINE = 400
_WORD = re.compile(r"[\w'’-]+")


def fault_in(text: str, longest: int = LONGEST) -> str:
    """'' where the text says something and is not too long."""
    if not text.strip():
        return "line_missing"
    return "line_too_long" if len(text) > longest else ""


def faults_in_referral(*, reason: str, tried: str, asks: str) -> dict[str, str]:
    """Field → fault. PPT reads why, what the school has tried, and what is asked."""
    faults = {"reason": fault_in(reason), "tried": fault_in(tried), "asks": fault_in(asks)}
    return {field: fault for field, fault in faults.items() if fault}


def fault_in_day(on: dt.date, *, not_before: dt.date, today: dt.date) -> str:
    """Nothing happens before what it follows from, and nothing is written of days to come."""
    if on > today:
        return "in_future"
    return "before_last" if on < not_before else ""


def names_in(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """The words of a text that name somebody, as they stand there; `names` are (given, family) of who must not be.

    A name is a whole word written as a name is, with a capital letter; given and family name together are found however
    they are written, and so is a name of several words or with a genitive s. A word that is both a name and a common word
    ("Dag") is taken for a name where it has a capital letter: whoever writes may write it otherwise.
    """
    parts: set[str] = set()
    wholes: set[tuple[str, str]] = set()
    for given, family in names:
        first, last = _words(given.casefold()), _words(family.casefold())
        parts |= {part for part in first + last if len(part) > 1}
        wholes |= {(one, other) for one in first for other in last}
    words = _words(text)
    folded = [_bare(word.casefold(), parts) for word in words]
    capital = [word for word, bare in zip(words, folded, strict=True) if word[:1].isupper() and bare in parts]
    pairs = [
        f"{words[number]} {words[number + 1]}"
        for number in range(len(words) - 1)
        if (folded[number], folded[number + 1]) in wholes
    ]
    return list(dict.fromkeys(capital + pairs))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _bare(word: str, known: set[str]) -> str:
    """Without the genitive: 'Karis' is 'Kari' where no 'Karis' is known."""
    if word in known:
        return word
    for ending in ("'s", "’s", "s", "'", "’"):
        if word.endswith(ending) and word.removesuffix(ending) in known:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True)
class Point:
    """One of the points an expert assessment must take a stand on."""

    key: str
    words: Mapping[str, str]


@cache
def _points() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("points.toml").read_text("utf-8"))["version"]


def points_on(on: dt.date) -> tuple[Point, ...]:
    """The points as they stand on a day. LookupError where nothing is said."""
    version = _newest([row | {"from": row["valid_from"]} for row in _points()], on)
    return tuple(Point(row["key"], {key: row[key] for key in ("nb", "nn", "en")}) for row in version["point"])


def assessment_within(on: dt.date) -> int:
    """Calendar days a referral may be at PPT before somebody is asked to follow it up."""
    told = tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["assessment_within"]
    return int(_newest(told, on)["days"])


def _newest(rows: list[dict], on: dt.date) -> dict:
    begun = [row for row in rows if row["from"] <= on]
    if not begun:
        raise LookupError(f"nothing is said on {on}")
    return max(begun, key=lambda row: row["from"])


@dataclass(frozen=True)
class Took:
    """How long it took to come to something: calendar days, and school days where the calendar is known."""

    to: str
    on: dt.date
    days: int
    school_days: int | None


def times(since: dt.date, came: Mapping[str, dt.date], school_days: Sequence[dt.date]) -> list[Took]:
    """From the day the follow-up began to each state that was come to, in their order."""
    return [Took(state, on, (on - since).days, _between(since, on, school_days)) for state, on in came.items()]


def _between(since: dt.date, on: dt.date, school_days: Sequence[dt.date]) -> int | None:
    """None where the calendar does not cover the time: what is not known is not counted."""
    if not school_days or since < school_days[0] or on > school_days[-1]:
        return None
    return sum(since < day <= on for day in school_days)
