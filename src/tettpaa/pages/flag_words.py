"""A flag in the reader's words."""

import re
from collections.abc import Iterable

from django.utils.translation import get_language

from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.sentences import parts_of
from tettpaa.kit.html.amounts import NO_BREAK_SPACE

_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)|(?<=\d\.) (?=\w)")


def title_of(flag: Flag | FlagEvent) -> str:
    """The rule's title in the version that raised the flag; its key where that version has no such rule."""
    rules = flag.version.definition.get("rules", [])
    title = next((rule.get("title", {}) for rule in rules if rule.get("key") == flag.rule), {})
    return _in_language(title) or flag.rule


def advice_of(flag: Flag | FlagEvent) -> str:
    """What the rule advises; empty where it advises nothing."""
    rules = flag.version.definition.get("rules", [])
    return _in_language(next((rule.get("advice", {}) for rule in rules if rule.get("key") == flag.rule), {}))


def set_title_of(flag: Flag | FlagEvent) -> str:
    """What the rule set is called."""
    return _in_language(flag.version.definition.get("title", {}))


def why_of(flag: Flag | FlagEvent) -> str:
    """The reason in few words; the rule's title where the flag keeps no facts."""
    return reasons_in([flag])


def reasons_in(flags: Iterable[Flag | FlagEvent]) -> str:
    """'3 dager og 11 timer siden 29. september. Norsk: 3 timer igjen.': what the flags rest on, each fact once.

    A number keeps to the line of what it counts.
    """
    listed = list(flags)
    parts = parts_of(listed) + [title_of(flag) for flag in listed if not flag.facts]
    told = " ".join(f"{part[:1].upper()}{part[1:]}." for part in dict.fromkeys(parts))
    return _AFTER_NUMBER.sub(NO_BREAK_SPACE, told)


def _in_language(texts: dict[str, str]) -> str:
    return texts.get((get_language() or "nb")[:2]) or texts.get("nb") or ""
