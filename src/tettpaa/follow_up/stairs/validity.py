"""What stairs must say before they may hold. Pure.

Nothing escalates silently: whoever has a step has a day, and hears of the next before that day. Nothing stays silently:
there is somebody on every step, and somebody else on the next. Source: `docs/adr/0010-from-flag-to-plan.md`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tettpaa.follow_up.stairs.steps import FLAG, PLAN, ROLES, Stair, Stairs

FEWEST_STEPS, MOST_STEPS = 2, 8
LONGEST_STAIR, LONGEST_LINE, LONGEST_SOURCE = 60, 400, 1000
MOST_ATTEMPTS = 10
LAST_WEEK = 53


@dataclass(frozen=True)
class Fault:
    """What is wrong: `step` is the stair from 0, None for the whole set; `field` is where it is mended."""

    step: int | None
    field: str
    what: str


def faults_in(stairs: Stairs, ways: Collection[str], acts: Collection[str]) -> list[Fault]:
    """Everything that keeps the stairs from holding; `ways` are the channels there are, `acts` those that may end stairs."""
    found = [*_in_the_whole(stairs, acts)]
    for step in range(len(stairs.stairs)):
        found += _in_step(stairs, step, ways)
    return found


def faults_in_draft(stairs: Stairs) -> list[Fault]:
    """A draft may lack anything, but is not without end."""
    found = [Fault(None, "steps", "too_many")] if len(stairs.stairs) > MOST_STEPS else []
    if len(stairs.source) > LONGEST_SOURCE or _is_long(stairs.words):
        found.append(Fault(None, "nb", "too_long"))
    return found + [Fault(step, "nb", "too_long") for step, each in enumerate(stairs.stairs) if _is_long(each.words)]


def _in_the_whole(stairs: Stairs, acts: Collection[str]) -> Iterator[Fault]:
    yield from faults_in_draft(stairs)
    if not stairs.words.get("nb", "").strip():
        yield Fault(None, "nb", "no_name")
    if not stairs.source.strip():
        yield Fault(None, "source", "no_source")
    if len(stairs.stairs) < FEWEST_STEPS:
        yield Fault(None, "steps", "too_few")
    if stairs.begins == FLAG and not stairs.ends & set(acts):
        yield Fault(None, "ends", "no_end")


def _in_step(stairs: Stairs, step: int, ways: Collection[str]) -> Iterator[Fault]:
    stair = stairs.stairs[step]
    is_last = step == len(stairs.stairs) - 1
    for field, what in (
        *_who(stairs, step, is_last),
        *_when(stair, is_last),
        *_what_first(stairs, stair, is_last, ways),
    ):
        yield Fault(step, field, what)


def _who(stairs: Stairs, step: int, is_last: bool) -> Iterator[tuple[str, str]]:
    stair, known = stairs.stairs[step], ROLES[stairs.begins]
    if not stair.words.get("nb", "").strip():
        yield "nb", "no_words"
    if stair.who not in known:
        yield "who", "last_without_owner" if is_last else "no_owner"
    elif step and stair.who == stairs.stairs[step - 1].who:
        yield "who", "same_as_before"
    if set(stair.told) - set(known):
        yield "told", "told_unknown"


def _when(stair: Stair, is_last: bool) -> Iterator[tuple[str, str]]:
    """The last step leads nowhere: nobody takes over, so nobody is told of it."""
    if not 1 <= stair.school_days <= LONGEST_STAIR:
        yield "school_days", "no_deadline"
    elif not is_last and stair.told_before < 1:
        yield "told_before", "not_told"
    elif not is_last and stair.told_before >= stair.school_days:
        yield "told_before", "told_too_early"
    if stair.by_week is not None and not 1 <= stair.by_week <= LAST_WEEK:
        yield "by_week", "no_week"


def _what_first(stairs: Stairs, stair: Stair, is_last: bool, ways: Collection[str]) -> Iterator[tuple[str, str]]:
    """What must be tried keeps a pupil where she is: it must be possible, and lead on."""
    asked = bool(stair.attempts or stair.channels or stair.by)
    if asked and stairs.begins == PLAN:
        yield "attempts", "no_attempts_at_plans"
    elif asked and is_last:
        yield "attempts", "last_asks"
    elif not 0 <= stair.attempts <= MOST_ATTEMPTS:
        yield "attempts", "too_many_attempts"
    elif not set(stair.by) <= set(ways):
        yield "by", "unknown_way"
    elif max(stair.channels, len(stair.by)) > stair.attempts:
        yield "channels", "more_ways_than_attempts"
    elif stair.channels > len(ways):
        yield "channels", "too_many_ways"


def _is_long(words: Mapping[str, str]) -> bool:
    return any(len(text) > LONGEST_LINE for text in words.values())
