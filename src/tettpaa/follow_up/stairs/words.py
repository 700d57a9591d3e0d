"""Stairs in the reader's words."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tettpaa.assess.talks.words import CHANNELS
from tettpaa.follow_up.stairs.queries import Stand
from tettpaa.follow_up.stairs.reading import LANGUAGES
from tettpaa.follow_up.stairs.rules import Missing
from tettpaa.follow_up.stairs.steps import Stair, Stairs
from tettpaa.kit.html.amounts import amount


def in_language(words: Mapping[str, str]) -> str:
    """Words of the data in the reader's language; an owner's own may be written in bokmål alone."""
    language = (get_language() or "nb")[:2]
    return words.get(language if language in LANGUAGES else "nb") or words.get("nb", "")


def role_words(who: str) -> str:
    """'rådgiver'; 'ingen' where nobody at the school is."""
    return {
        "contact_teacher": _("kontaktlærer"), "department_head": _("avdelingsleder"), "counsellor": _("rådgiver"),
        "leader": _("leder"), "responsible": _("den som har ansvaret"), "": _("ingen"),
    }[who]  # fmt: skip


def act_words(act: str) -> str:
    """'noen har snakket med eleven': what takes a pupil off the stairs (`ends.py`)."""
    return {
        "reached": _("noen har snakket med eleven"), "explained": _("kontaktlærer har forklart fraværet"),
        "case": _("en sak følger eleven opp"), "measure": _("et tiltak er satt inn"), "plan": _("en plan gjelder"),
    }[act]  # fmt: skip


def terms_of(stairs: Stairs, step: int) -> list[str]:
    """What one step asks: its days, what must be tried first, and who hears of the next when."""
    stair = stairs.stairs[step]
    is_last = step == len(stairs.stairs) - 1
    return [_how_long(stair), *_first(stair), *([] if is_last else [_told_words(stair)])]


def _how_long(stair: Stair) -> str:
    days = amount(stair.school_days, "school_days")
    if stair.by_week is None:
        return days
    return _("til og med uke %(week)d, og minst %(days)s") % {"week": stair.by_week, "days": days}


def _first(stair: Stair) -> list[str]:
    """'minst 2 forsøk på 2 måter først (telefon)'; nothing where nothing is asked."""
    if not stair.attempts:
        return []
    pattern = ngettext("minst %(count)d forsøk", "minst %(count)d forsøk", stair.attempts)
    told = pattern % {"count": stair.attempts}
    if stair.channels > 1:
        told = _("%(attempts)s på %(ways)d måter") % {"attempts": told, "ways": stair.channels}
    told = _("%(attempts)s først") % {"attempts": told}
    ways = ", ".join(str(dict(CHANNELS)[way]).lower() for way in stair.by)
    return [f"{told} ({ways})" if ways else told]


def _told_words(stair: Stair) -> str:
    pattern = ngettext(
        "det sies fra %(days)d skoledag før neste tar over", "det sies fra %(days)d skoledager før neste tar over",
        stair.told_before,
    )  # fmt: skip
    told = pattern % {"days": stair.told_before}
    others = ", ".join(role_words(who) for who in stair.told)
    return _("%(told)s, også til %(roles)s") % {"told": told, "roles": others} if others else told


def missing_words(missing: Missing) -> str:
    """'Mangler: 1 forsøk (telefon)'."""
    told = ngettext("Mangler: %(count)d forsøk", "Mangler: %(count)d forsøk", missing.attempts)
    told %= {"count": missing.attempts}
    if missing.any_way or not missing.ways:
        return told
    ways = ", ".join(str(dict(CHANNELS)[way]).lower() for way in missing.ways)
    return f"{told} ({ways})"


def next_words(stand: Stand, on: dt.date) -> str:
    """'Rådgiver tar over om 2 skoledager', and what keeps it from happening."""
    place = stand.place
    if place.due_on is None:
        return _("Ukjent frist: skoleruta mangler.")
    if place.is_last:
        late = place.is_overdue(on)
        return _("Fristen er passert, og ingen trinn er igjen.") if late else _("Siste trinn.")
    who = role_words(stand.gets).capitalize()
    if place.missing is None:
        return _takes_over(who, stand.days_left)
    when = _("Fristen er passert.") if place.is_overdue(on) else _may_take_over(who, stand.days_left)
    return f"{when} {missing_words(place.missing)}"


def _takes_over(who: str, left: int | None) -> str:
    if left is None or left <= 1:
        return _("%(who)s tar over neste skoledag.") % {"who": who}
    pattern = ngettext("%(who)s tar over om %(days)d skoledag.", "%(who)s tar over om %(days)d skoledager.", left)
    return pattern % {"who": who, "days": left}


def _may_take_over(who: str, left: int | None) -> str:
    """While something is missing nobody takes over: then it is only the earliest day."""
    if left is None or left <= 1:
        return _("%(who)s kan ta over neste skoledag.") % {"who": who}
    pattern = ngettext("%(who)s kan ta over om %(days)d skoledag.", "%(who)s kan ta over om %(days)d skoledager.", left)
    return pattern % {"who": who, "days": left}


def standing_in_words(stand: Stand) -> str:
    """Where the school has nobody in the stair's own role, who has it instead; '' where all is as the stair says."""
    own = stand.stair.who
    if stand.has == own:
        return ""
    if not stand.has:
        return _("Skolen har ingen %(own)s, og ingen andre på trappa.") % {"own": role_words(own)}
    return _("Skolen har ingen %(own)s. %(has)s har trinnet.") % {
        "own": role_words(own), "has": role_words(stand.has).capitalize(),
    }  # fmt: skip
