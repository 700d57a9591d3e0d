"""What is known about readers and pupils when their reads are judged: ties, places and surnames. Pure.

Ties are worked out anew from the roster and the grants, and not from the reason that the log gives: a read that the
decision wrongly let through is found too.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tettpaa.kit.text import sort_key
from tettpaa.trust.access.rules import Place

Spans = tuple[tuple[dt.datetime, dt.datetime], ...]
SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Stay:
    """That somebody has a tie to a place, or that a pupil belongs there, from an instant up to another."""

    place: Place
    begins: dt.datetime
    ends: dt.datetime


@dataclass(frozen=True)
class Known:
    """By user name and pupil key. `bearers`: how many pupils at a school have a part of a surname."""

    ties: Mapping[str, Sequence[Stay]] = field(default_factory=dict)
    standings: Mapping[int, Sequence[Stay]] = field(default_factory=dict)
    names_of_users: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names_of_pupils: Mapping[int, frozenset[str]] = field(default_factory=dict)
    bearers: Mapping[tuple[int | None, str], int] = field(default_factory=dict)
    school_of: Mapping[str, int] = field(default_factory=dict)
    _spans: dict[tuple[str, int], Spans] = field(default_factory=dict)

    def spans(self, by: str, pupil: int) -> Spans:
        """When the user had a relation to the pupil: a tie to a place while the pupil stood there."""
        if (by, pupil) not in self._spans:
            self._spans[by, pupil] = tuple(_meetings(self.ties.get(by, ()), self.standings.get(pupil, ()), pupil))
        return self._spans[by, pupil]


def _meetings(ties: Sequence[Stay], standings: Sequence[Stay], pupil: int) -> list[tuple[dt.datetime, dt.datetime]]:
    found = []
    for tie in ties:
        if tie.place == Place("pupil", pupil):
            found.append((tie.begins, tie.ends))
        for standing in standings:
            begins, ends = max(tie.begins, standing.begins), min(tie.ends, standing.ends)
            if standing.place == tie.place and begins < ends:
                found.append((begins, ends))
    return found


def parts_of(surname: str) -> frozenset[str]:
    """'Berg-Nordmann' → berg, nordmann, as they are sorted: who takes one of two names is still a relative."""
    parts = (sort_key(part) for part in re.split(r"[\s-]+", surname))
    return frozenset(part for part in parts if len(part) >= SHORTEST_PART)
