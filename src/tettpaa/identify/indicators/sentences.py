"""A rule as a sentence, in three languages. Pure."""

import datetime as dt

from tettpaa.identify.indicators.gauges import TREND_DAYS, Gauge
from tettpaa.identify.indicators.rules import Condition, Rule

_WORDS = {
    "nb": {
        "flag": "Flagg når eleven {what}.", "or": " eller ", "and": " og ", "each": ", ",
        "at_least": "minst {n}", "more_than": "mer enn {n}", "at_most": "høyst {n}", "less_than": "under {n}",
        "equals": "nøyaktig {n}", "school_days": "i løpet av {n} skoledager", "one_day": "på siste skoledag",
        "year": "hittil i skoleåret", "since": "siden {day}", "level": "{n}. trinn",
        "from_week": " Gjelder fra uke {n}.", "levels": " Gjelder {levels}.",
    },
    "nn": {
        "flag": "Flagg når eleven {what}.", "or": " eller ", "and": " og ", "each": ", ",
        "at_least": "minst {n}", "more_than": "meir enn {n}", "at_most": "høgst {n}", "less_than": "under {n}",
        "equals": "nøyaktig {n}", "school_days": "i løpet av {n} skuledagar", "one_day": "på siste skuledag",
        "year": "hittil i skuleåret", "since": "sidan {day}", "level": "{n}. trinn",
        "from_week": " Gjeld frå veke {n}.", "levels": " Gjeld {levels}.",
    },
    "en": {
        "flag": "Flag when the pupil {what}.", "or": " or ", "and": " and ", "each": ", ",
        "at_least": "at least {n}", "more_than": "more than {n}", "at_most": "at most {n}", "less_than": "below {n}",
        "equals": "exactly {n}", "school_days": "within {n} school days", "one_day": "on the latest school day",
        "year": "so far this school year", "since": "since {day}", "level": "year {n}",
        "from_week": " From week {n}.", "levels": " For {levels}.",
    },
}  # fmt: skip
_MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def sentence(rule: Rule, language: str = "nb") -> str:
    """'Flagg når eleven i løpet av 20 skoledager har minst 3 fraværsdager eller minst 10 fraværstimer.'"""
    words = _WORDS[language]
    windows = {window_words(condition.gauge, language) for condition in rule.conditions}
    shared = windows.pop() if len(windows) == 1 else None
    verb, clauses = "", []
    for clause in rule.clauses:
        parts = []
        for condition in clause:
            parts.append(_part(condition, language, verb=verb, with_window=shared is None))
            verb = condition.gauge.described.words[language].verb
        clauses.append(words["and"].join(parts))
    what = words["or"].join(clauses)
    if shared:
        what = f"{what} {shared}" if language == "en" else f"{shared} {what}"
    tail = words["from_week"].format(n=rule.from_week) if rule.from_week else ""
    levels = [words["level"].format(n=level) if level.isdigit() else level for level in rule.year_levels]
    tail += words["levels"].format(levels=words["each"].join(levels)) if levels else ""
    return words["flag"].format(what=what) + tail


def window_words(gauge: Gauge, language: str = "nb") -> str:
    """'i løpet av 20 skoledager'; empty for indicators without a window."""
    words, window = _WORDS[language], gauge.window
    if gauge.is_trend:
        return words["school_days"].format(n=window.school_days or TREND_DAYS)
    if not gauge.described.is_windowed:
        return ""
    if window.school_days is not None:
        return words["one_day"] if window.school_days == 1 else words["school_days"].format(n=window.school_days)
    return words["since"].format(day=_day(window.since, language)) if window.since else words["year"]


def number(amount: float, language: str = "nb") -> str:
    """At most one decimal, with a comma in Norwegian."""
    text = f"{round(amount, 1):g}"
    return text if language == "en" else text.replace(".", ",")


def _part(condition: Condition, language: str, *, verb: str, with_window: bool) -> str:
    """A condition, with its verb unless the one before it had the same."""
    own = condition.gauge.described.words[language].verb
    amount = number(condition.threshold, language)
    if condition.comparison != "equals" or condition.gauge.described.unit != "number":
        amount = _WORDS[language][condition.comparison].format(n=amount)
    noun = _noun(condition.gauge, condition.threshold, language)
    window = window_words(condition.gauge, language) if with_window else ""
    return " ".join(filter(None, ("" if own == verb else own, amount, noun, window)))


def _noun(gauge: Gauge, amount: float, language: str) -> str:
    words = gauge.described.words[language]
    return words.one if amount == 1 else words.many


def _day(day: dt.date, language: str) -> str:
    month = _MONTHS["en" if language == "en" else "nb"][day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "en" else f"{day.day}. {month} {day.year}"
