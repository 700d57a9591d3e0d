"""The leader's four numbers: what each is, where it stood a week ago, and the page with the names behind it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import near_day, since_day
from tettpaa.pages.school_board.queries import Standing


@dataclass(frozen=True)
class KeyNumber:
    """A number, what it was before, what to know beside it, and where it leads. None is unknown.

    `since` says when it was `before`, `same` that it was as now.
    """

    label: str
    value: int | None
    unit: str
    before: int | None
    note: str
    url: str
    since: str
    same: str


def numbers_of(standing: Standing, school: int) -> list[KeyNumber]:
    return [
        _waiting(standing, reverse("school_waiting", args=[school])),
        _registration(standing, reverse("school_registration", args=[school])),
        _unexplained(standing, reverse("school_unexplained", args=[school])),
        _raised(standing, reverse("school_raised", args=[school])),
    ]


def _stood(label: str, value: int | None, unit: str, before: int | None, note: str, url: str) -> KeyNumber:
    """A number that is of a day, beside what it was a week earlier."""
    return KeyNumber(label, value, unit, before, note, url, _("for en uke siden"), _("Som for en uke siden"))


def _waiting(standing: Standing, url: str) -> KeyNumber:
    label, waiting = _("Venter på samtale"), standing.waiting
    note = longest_words(standing) if waiting else _("Alle med flagg er snakket med.")
    return _stood(label, len(waiting), "pupils", standing.waiting_before, note, url)


def longest_words(standing: Standing) -> str:
    """'Lengst i 6 skoledager.'; with the day where that is today, or the calendar is unknown."""
    since = min(standing.waiting.values())
    waited = standing.waited(since)
    if not waited:
        return _("Lengst siden %(day)s.") % {"day": since_day(since, standing.on)}
    return _("Lengst i %(days)s.") % {"days": amount(waited, "school_days")}


def _registration(standing: Standing, url: str) -> KeyNumber:
    label, missing = _("Registrering mangler"), standing.unregistered
    if missing is None:
        note = _("Skolen leverer ikke timer, så vi vet ikke hva som er ført.")
    elif not missing:
        note = _("Alle timer til og med i går er ført.")
    else:
        oldest = min(each.oldest_on for each in standing.registrations if each.oldest_on)
        note = _("Den eldste %(day)s.") % {"day": near_day(oldest, standing.on)}
    return _stood(label, missing, _("timer"), standing.unregistered_before, note, url)


def _unexplained(standing: Standing, url: str) -> KeyNumber:
    label, found = _("Stort uforklart fravær"), standing.unexplained
    not_asked = sum(each.question is None for each in found)
    unanswered = sum(each.question is not None and not each.is_answered for each in found)
    counts = {"not_asked": not_asked, "unanswered": unanswered}
    told = _("Ikke spurt om: %(not_asked)d. Venter på svar: %(unanswered)d.") % counts
    note = told if found else _("Ingen har nå mye fravær som ingen har forklart.")
    return _stood(label, len(found), "pupils", standing.unexplained_before, note, url)


def _raised(standing: Standing, url: str) -> KeyNumber:
    label, raised = _("Flagg reist siste uke"), standing.raised
    pupils = len({flag.pupil for flag in raised})
    note = ngettext("Hos %(count)d elev.", "Hos %(count)d elever.", pupils) % {"count": pupils} if raised else ""
    return KeyNumber(label, len(raised), _("flagg"), standing.raised_before, note, url, _("uka før"), _("Som uka før"))
