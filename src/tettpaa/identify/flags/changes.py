"""What has become of each flag since it was last judged, and why. Reads nothing, writes nothing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tettpaa.identify.flags.judged import Judged, judge
from tettpaa.identify.flags.models import FlagEvent, FlagUpdate, RuleSetVersion
from tettpaa.identify.flags.rows import EventRow, FlagRow, Key
from tettpaa.identify.flags.states import STATE_OF, Verdict, change, is_told, raised_since

Because = FlagEvent.Because


@dataclass(frozen=True)
class Said:
    """A verdict, with the numbers of its pupil and rule in what was judged."""

    verdict: Verdict
    place: tuple[int, int]
    version: RuleSetVersion


@dataclass
class Changes:
    """Events to add, flags to write, and how many flags became what."""

    events: list[EventRow] = field(default_factory=list)
    flags: list[FlagRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"raised": 0, "cleared": 0, "unknown": 0})


def compare(
    judged: Judged, before: Mapping[Key, FlagRow], last: FlagUpdate | None, subject_names: Mapping[str, str]
) -> Changes:
    """Changes since the last update: flags whose state, version or facts are not as they were."""
    said = _said(judged)
    told_then = _told_then(judged, before, said, last)
    changes = Changes()
    for key in {**before, **said}:
        flag, now = before.get(key), said.get(key)
        state = change(flag.kind if flag else None, now.verdict if now else "not")
        if now is not None:
            stands = _flag(key, flag, now, judged, subject_names)
        elif flag is not None and state is not None:
            stands = _cleared(flag, judged.as_of)
        else:
            continue
        if state is not None and is_told(flag.raised_on if flag else None, state):
            changes.events.append(_event(stands, _because(key, flag, now, stands, judged, told_then, last)))
            changes.counts[state] += 1
        elif state == "unknown":
            changes.counts[state] += 1
        if state is not None or flag is None or not _says_the_same(flag, stands):
            changes.flags.append(stands)
    return changes


def _said(judged: Judged) -> dict[Key, Said]:
    """Where rules hold or are unknown."""
    found = {}
    pupils = judged.columns.pupils.tolist()
    for pupil, rule in judged.cells:
        asked = judged.asked[rule]
        key = (pupils[pupil], asked.version.rule_set_id, asked.rule.key)
        found[key] = Said(judged.verdict(pupil, rule), (pupil, rule), asked.version)
    return found


def _told_then(
    judged: Judged, before: Mapping[Key, FlagRow], said: Mapping[Key, Said], last: FlagUpdate | None
) -> dict[Key, Verdict]:
    """What today's facts say of the day of the last update, for raised flags that the rule no longer holds for.

    Where that is 'does not hold', it is not the day that has changed but what is known of it.
    """
    if last is None:
        return {}
    gone = [key for key, flag in before.items() if flag.kind == "raised" and key not in said]
    numbers = {key: number for number, key in enumerate(judged.columns.pupils.tolist())}
    pupils = sorted({numbers[key[0]] for key in gone if key[0] in numbers})
    then = judge(judged.columns, judged.versions, last.as_of, pupils)
    place = {pupil: number for number, pupil in enumerate(pupils)}
    rules = {(asked.version.rule_set_id, asked.rule.key): number for number, asked in enumerate(then.asked)}
    return {
        key: then.verdict(place[numbers[key[0]]], rules[key[1:]])
        for key in gone
        if key[0] in numbers and key[1:] in rules
    }


def _flag(key: Key, flag: FlagRow | None, now: Said, judged: Judged, subject_names: Mapping[str, str]) -> FlagRow:
    """The flag as a rule that holds or is unknown leaves it."""
    pupil, rule_set, rule = key
    kind = STATE_OF[now.verdict]
    on = flag.on if flag and flag.kind == kind else judged.as_of
    return FlagRow(
        pupil_id=pupil, school_id=int(judged.school_keys[now.place[0]]), school_year=judged.columns.school_year,
        rule_set_id=rule_set, rule=rule, version_id=now.version.pk, kind=kind, on=on,
        raised_on=raised_since(flag.raised_on if flag else None, kind, on),
        held_since=judged.held_since(*now.place), as_of=judged.as_of, facts=judged.facts(*now.place),
        subjects=judged.subjects(now.place[0], subject_names) if kind == "raised" else [],
    )  # fmt: skip


def _cleared(flag: FlagRow, as_of: dt.date) -> FlagRow:
    """The flag when no rule in force holds any longer; it keeps the facts it had."""
    return replace(flag, kind="cleared", on=as_of, raised_on=None, held_since=None, as_of=as_of)


def _says_the_same(before: FlagRow, now: FlagRow) -> bool:
    """Nothing but the day it is told for differs: such a flag is not written again."""
    if (before.version_id, before.held_since, before.school_id) != (now.version_id, now.held_since, now.school_id):
        return False
    if before.subjects != now.subjects:
        return False
    return [fact | {"to": ""} for fact in before.facts] == [fact | {"to": ""} for fact in now.facts]


def _event(flag: FlagRow, because: Because) -> EventRow:
    return EventRow(
        pupil_id=flag.pupil_id, school_id=flag.school_id, school_year=flag.school_year, rule_set_id=flag.rule_set_id,
        version_id=flag.version_id, rule=flag.rule, kind=flag.kind, on=flag.on, held_since=flag.held_since,
        because=because.value, facts=flag.facts, subjects=flag.subjects,
    )  # fmt: skip


def _because(
    key: Key, before: FlagRow | None, now: Said | None, flag: FlagRow, judged: Judged,
    told_then: Mapping[Key, Verdict], last: FlagUpdate | None,
) -> Because:  # fmt: skip
    if flag.kind == "raised" and now is not None:
        return _because_raised(before, flag, now.version, last)
    if flag.kind == "cleared" and before is not None:
        return _because_cleared(key, before, judged, told_then)
    return Because.THE_DAY


def _because_raised(before: FlagRow | None, flag: FlagRow, version: RuleSetVersion, last: FlagUpdate | None) -> Because:
    """Held already on a day that was judged and found not to: the rules have changed since, or the absence has."""
    if last is None or flag.held_since is None or flag.held_since > last.as_of or flag.held_since == flag.on:
        return Because.THE_DAY
    if before is not None and before.kind == "unknown":
        return Because.THE_DAY
    if version.created_at > last.at or version.valid_from > last.as_of:
        return Because.THE_DAY if version.number == 1 else Because.NEW_RULES
    return Because.CORRECTED


def _because_cleared(key: Key, before: FlagRow, judged: Judged, told_then: Mapping[Key, Verdict]) -> Because:
    in_force = {(asked.version.rule_set_id, asked.rule.key): asked.version for asked in judged.asked}
    if key[1] not in {rule_set for rule_set, _rule in in_force}:
        return Because.SWITCHED_OFF
    if not _is_enrolled(key[0], judged):
        return Because.LEFT
    version = in_force.get(key[1:])
    if version is None or version.pk != before.version_id:
        return Because.NEW_RULES
    return Because.CORRECTED if told_then.get(key) == "not" else Because.THE_DAY


def _is_enrolled(pupil: int, judged: Judged) -> bool:
    try:
        return judged.is_enrolled(judged.columns.number_of(pupil))
    except KeyError:
        return False
