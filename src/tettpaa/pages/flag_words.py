"""A flag in the reader's words."""

from collections.abc import Iterable

from django.utils.translation import get_language

from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.sentences import reason_of


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
    """The reason in one sentence; the rule's title where the flag keeps no facts."""
    told = reason_of(flag) or title_of(flag)
    return f"{told[:1].upper()}{told[1:]}."


def reasons_in(flags: Iterable[Flag | FlagEvent]) -> str:
    """Every reason once, the newest flag first."""
    return " ".join(dict.fromkeys(why_of(flag) for flag in flags))


def _in_language(texts: dict[str, str]) -> str:
    return texts.get((get_language() or "nb")[:2]) or texts.get("nb") or ""
