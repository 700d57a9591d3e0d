"""Why flags stand, in few words: '3 dager og 11 timer siden 29. september', 'Norsk: 3 timer igjen'.

The words are made from the flags' facts, so they say what was found and from when, and what is not known. What
several flags rest on is told once.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.identify.flags.editing import language
from tettpaa.identify.flags.gathered import OF_SUBJECTS, TOTALS, Fact, Period, periods, subjects_in
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.subject_words import subject_parts
from tettpaa.identify.indicators.catalogue import INDICATORS
from tettpaa.identify.indicators.sentences import number
from tettpaa.kit.html.amounts import unit_word
from tettpaa.kit.html.dates import month_day, weekdays

# Lessons that are not registered make these uncertain; what was known at admission is not touched by them.
RESTS_ON_LESSONS = ("absence", "subjects")


def reason_of(flag: Flag | FlagEvent) -> str:
    """Why this one flag stands, or why it cannot be known, without a full stop."""
    return "; ".join(parts_of([flag]))


def parts_of(flags: Sequence[Flag | FlagEvent]) -> list[str]:
    """What the flags rest on, each fact once; then the subjects, what cannot be known, and what is not registered."""
    facts = [fact for flag in flags if flag.kind != "unknown" for fact in flag.facts]
    unsure = [fact for flag in flags if flag.kind == "unknown" for fact in flag.facts]
    subjects = subjects_in(flags)
    told = [fact for fact in facts if not (subjects and fact["indicator"] in OF_SUBJECTS)]
    parts = [words for period in periods(told) for words in _of_period(period)]
    parts += subject_parts(subjects) or _of_unknown_limit(facts)
    if unsure:
        parts.append(_("Ukjent: %(what)s") % {"what": "; ".join([*_bounds(unsure), *_unregistered(unsure)])})
    return [*parts, *_unregistered(facts if not unsure else [])]


def _of_period(period: Period) -> list[str]:
    """'3 dager og 11 timer siden 29. september, herav 8 timer uten dokumentasjon'."""
    amounts = [*_amounts(period.totals), *map(_counted, period.rest)]
    loose = {unit: value for unit, value in period.undocumented.items() if unit not in period.totals}
    if loose:
        amounts.append(_("%(amount)s uten dokumentasjon") % {"amount": _and(_amounts(loose))})
    trend = _trend(period)
    if not amounts:
        return [trend]
    told = " ".join(filter(None, (_and(amounts), _since(period.window, period.since))))
    return [", ".join(filter(None, (told, _documentation(period), trend)))]


def _documentation(period: Period) -> str:
    """How much of the absence told lacks documentation; nothing where no rule asks."""
    if period.is_all_undocumented:
        return _("alt uten dokumentasjon")
    part = {unit: value for unit, value in period.undocumented.items() if unit in period.totals}
    return _("herav %(amount)s uten dokumentasjon") % {"amount": _and(_amounts(part))} if part else ""


def _trend(period: Period) -> str:
    if not period.trends:
        return ""
    told = {"amount": _and(_amounts(period.trends)), "days": period.trend_over}
    return _("%(amount)s mer enn i de %(days)d skoledagene før") % told


def _amounts(found: dict[str, float]) -> list[str]:
    """'3 dager', '11 timer', in this order."""
    return [
        f"{number(found[unit], language())} {unit_word(unit, found[unit])}"
        for unit in ("days", "hours")
        if unit in found
    ]


def _counted(fact: Fact) -> str:
    """'2 fag med IV eller 1', 'borte 4 mandager på rad'."""
    value = number(fact["value"], language())
    if "weekday" in fact and fact["value"] > 1:
        return _("borte %(number)s %(weekdays)s på rad") % {"number": value, "weekdays": weekdays(fact["weekday"])}
    return _with_noun(fact["indicator"], value, fact["value"])


def _with_noun(indicator: str, text: str, value: float) -> str:
    if indicator in TOTALS:
        return f"{text} {unit_word(TOTALS[indicator], value)}"
    words = INDICATORS[indicator].words[language()]
    verb = "" if words.verb in ("har", "has") else words.verb
    return " ".join(filter(None, (verb, text, words.one if value == 1 else words.many)))


def _of_unknown_limit(facts: list[Fact]) -> list[str]:
    """A rule asked about the subjects, and what they rest on has not come."""
    asked = (fact for fact in facts if fact["indicator"] in OF_SUBJECTS)
    is_unknown = any(fact["value"] is None and "at_most" in fact for fact in asked)
    return [_("fraværsgrensen i fag er ukjent")] if is_unknown else []


def _bounds(facts: list[Fact]) -> list[str]:
    """What is not certain, by the days it is about: 'mellom 1 og 3 dager siden 29. september'."""
    told: dict[str, list[str]] = {}
    for fact in facts:
        if fact["value"] is None or "at_most" in fact:
            words, bound = told.setdefault(_since(fact["window"], fact["from"]), []), _bound(fact)
            words.extend([bound] if bound not in words else [])
    return [" ".join(filter(None, (_and(words), since))) for since, words in told.items()]


def _bound(fact: Fact) -> str:
    low, high = fact.get("at_least"), fact.get("at_most")
    if low is None or high is None:
        short = INDICATORS[fact["indicator"]].short(language())
        # 'IV eller 1' keeps its capitals.
        what = f"{short[:1].lower()}{short[1:]}" if short[1:2].islower() else short
        return _("%(what)s er ikke kjent") % {"what": what}
    between = {"low": number(low, language()), "high": number(high, language())}
    return _with_noun(fact["indicator"], _("mellom %(low)s og %(high)s") % between, high)


def _since(window: dict | None, first: str) -> str:
    if not window:
        return ""
    if window.get("since") == "school_year":
        return _("siden skolestart")
    return _("siden %(day)s") % {"day": month_day(dt.date.fromisoformat(first))}


def _and(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _unregistered(facts: list[Fact]) -> list[str]:
    """How many school days are not registered, where that may change the answer."""
    resting = [fact for fact in facts if INDICATORS[fact["indicator"]].family in RESTS_ON_LESSONS]
    days = max((fact["unknown_days"] or 0 for fact in resting), default=0)
    return [ngettext("%(days)d dag er ikke ført", "%(days)d dager er ikke ført", days) % {"days": days}] if days else []
