"""A pupil's flags: those that stand with why and since when, and all that has become of them."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.queries import history, open_flags
from tettpaa.identify.flags.states import STATES
from tettpaa.identify.indicators.catalogue import INDICATORS, Language
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import period
from tettpaa.pages.flag_words import advice_of, set_title_of, title_of, why_of
from tettpaa.schools.places.school_year import school_year_of


@dataclass(frozen=True)
class Told:
    """One flag that stands, in words; `counted` are the figures behind it as (what, value, days)."""

    title: str
    why: str
    advice: str
    rule_set: str
    word: str
    look: str
    since: dt.date
    counted: list[tuple[str, str, str]]


def standing(pupil: int, on: dt.date) -> list[Told]:
    """The flags that stand or are unknown, the newest first. One read."""
    return [_told(flag) for flag in open_flags(pupil, on)]


def what_became(pupil: int, on: dt.date) -> list[dict]:
    """Every flag raised, cleared or become unknown this school year, as entries of a chronology. One read."""
    return [_entry(event) for event in history(pupil, school_year_of(on))]


def _told(flag: Flag) -> Told:
    state = STATES[flag.kind]
    return Told(
        title=title_of(flag), why=why_of(flag), advice=advice_of(flag), rule_set=set_title_of(flag),
        word=state_word(flag.kind), look=state.look, since=flag.raised_on or flag.on,
        counted=[_counted(fact) for fact in flag.facts],
    )  # fmt: skip


def _entry(event: FlagEvent) -> dict:
    because = "" if event.because == FlagEvent.Because.THE_DAY else f" {because_words(event.because)}."
    return {
        "on": event.on,
        "title": title_of(event),
        "text": f"{why_of(event)}{because}" if event.kind != "cleared" else because.strip(),
        "word": state_word(event.kind),
        "look": STATES[event.kind].look,
    }


def _counted(fact: dict) -> tuple[str, str, str]:
    """('Fraværsdager', '3 av 3', '15. september – 14. oktober')."""
    language: Language = "en" if get_language() == "en" else "nn" if get_language() == "nn" else "nb"
    name = INDICATORS[fact["indicator"]].short(language)
    value, threshold = amount(fact["value"]), amount(fact["threshold"])
    days = period(dt.date.fromisoformat(fact["from"]), dt.date.fromisoformat(fact["to"]))
    return name, _("%(value)s (grensen i regelen er %(threshold)s)") % {"value": value, "threshold": threshold}, days


def state_word(kind: str) -> str:
    return {"raised": _("Reist"), "cleared": _("Senket"), "unknown": _("Ukjent")}[kind]


def because_words(because: str) -> str:
    """Why a flag changed when it was not for the day's own absence."""
    return {
        "corrected": _("Fraværet ble rettet"),
        "new_rules": _("Regelsettet ble endret"),
        "switched_off": _("Regelsettet ble slått av"),
        "left": _("Eleven er ikke lenger elev her"),
    }[because]
