"""What may be told of what shows that a recommendation is followed: at all of an owner's schools, let out together.

How many there are at each school comes first, alone: several recommendations are counted of the same cases, and what one of
them tells of how many those are, all must. Where the parts can only be protected by hiding more of that, no part is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tettpaa.look_back.quality.evidence import Tally
from tettpaa.trust.disclosure import HIDDEN, Number, Table, release

DONE, LEFT = "done", "left"


@dataclass(frozen=True)
class Told:
    """`done` of `of`, which is None where there is nothing to be a share of."""

    done: Number
    of: Number | None = None


def tell(counts: Mapping[str, Tally], rounded_to: int) -> dict[str, Told]:
    """School → what is told of its count. All of them have a whole, or none has."""
    if all(each.of is None for each in counts.values()):
        table = Table(("school",), {(school,): each.done for school, each in counts.items()})
        done = release(table, rounded_to=rounded_to)
        return {school: Told(done.number(school=school)) for school in counts}
    alone = Table(("school",), {(school,): each.of or 0 for school, each in counts.items()})
    whole = release(alone, rounded_to=rounded_to)
    parts = release(Table(("school", "how"), {
        (school, how): count for school, each in counts.items()
        for how, count in ((DONE, each.done), (LEFT, (each.of or 0) - each.done))
    }), rounded_to=rounded_to)  # fmt: skip
    is_kept = all(parts.number(school=school) == whole.number(school=school) for school in counts)
    return {
        school: Told(parts.number(school=school, how=DONE) if is_kept else HIDDEN, whole.number(school=school))
        for school in counts
    }
