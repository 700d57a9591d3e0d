"""Why a flag stands, in one sentence: '3 dager og 11 timer siden 29. september'.

The sentence is made from the flag's facts, so it says what was found and from when, and what is not known.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.identify.flags.editing import language
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.indicators.catalogue import INDICATORS
from tettpaa.identify.indicators.sentences import number
from tettpaa.kit.html.amounts import unit_word
from tettpaa.kit.html.dates import month_day

# Told in everyday words: on a list of absence "3 dager og 11 timer" needs no more.
EVERYDAY = {"absence_days": "days", "single_hours": "hours"}
# Lessons that are not registered make these uncertain; what was known at admission is not touched by them.
RESTS_ON_LESSONS = ("absence", "subjects")


def reason_of(flag: Flag | FlagEvent) -> str:
    """Why this one flag stands, or why it cannot be known."""
    return _unknown(flag.facts) if flag.kind == "unknown" else _known(flag.facts)


def _known(facts: list[dict]) -> str:
    return "; ".join([*_grouped(facts, _amount), *_unregistered(facts)])


def _unknown(facts: list[dict]) -> str:
    unsure = [fact for fact in facts if fact["value"] is None or "at_most" in fact]
    return _("Ukjent: %(what)s") % {"what": "; ".join([*_grouped(unsure, _bounds), *_unregistered(facts)])}


def _grouped(facts: list[dict], words_of) -> list[str]:
    """Facts as words, those over the same days together: '3 dager og 11 timer siden 29. september'."""
    told: dict[str, list[str]] = {}
    for fact in facts:
        if words := words_of(fact):
            told.setdefault(_since(fact), []).append(words)
    return [" ".join(filter(None, (_and(words), since))) for since, words in told.items()]


def _amount(fact: dict) -> str:
    """'3 dager', '2 fag med IV eller 1'; nothing where the value is unknown or says nothing."""
    value = fact["value"]
    if value is None or (value == 0 and fact["comparison"] in ("at_least", "more_than")):
        return ""
    return _counted(fact["indicator"], number(value, language()), value)


def _bounds(fact: dict) -> str:
    """'mellom 2 og 5 dager', or that nothing is known of it."""
    low, high = fact.get("at_least"), fact.get("at_most")
    if low is None or high is None:
        short = INDICATORS[fact["indicator"]].short(language())
        return _("%(what)s er ikke kjent") % {
            "what": f"{short[:1].lower()}{short[1:]}" if short[1:2].islower() else short
        }
    between = {"low": number(low, language()), "high": number(high, language())}
    return _counted(fact["indicator"], _("mellom %(low)s og %(high)s") % between, high)


def _counted(indicator: str, text: str, value: float) -> str:
    if indicator in EVERYDAY:
        return f"{text} {unit_word(EVERYDAY[indicator], value)}"
    words = INDICATORS[indicator].words[language()]
    verb = "" if words.verb in ("har", "has") else words.verb
    return " ".join(filter(None, (verb, text, words.one if value == 1 else words.many)))


def _since(fact: dict) -> str:
    if not fact["window"]:
        return ""
    if fact["window"].get("since") == "school_year":
        return _("siden skolestart")
    return _("siden %(day)s") % {"day": month_day(dt.date.fromisoformat(fact["from"]))}


def _and(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _unregistered(facts: list[dict]) -> list[str]:
    """How many school days are not registered, where that may change the answer."""
    resting = [fact for fact in facts if INDICATORS[fact["indicator"]].family in RESTS_ON_LESSONS]
    days = max((fact["unknown_days"] or 0 for fact in resting), default=0)
    return [ngettext("%(days)d dag er ikke ført", "%(days)d dager er ikke ført", days) % {"days": days}] if days else []
