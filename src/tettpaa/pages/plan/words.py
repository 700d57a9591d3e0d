"""A plan in a reader's words: the language of the form, a measure on one line, and how two versions differ."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.follow_up.plans.compare import CHANGED, GONE, NEW, SAME
from tettpaa.follow_up.plans.form_words import PlanForm
from tettpaa.follow_up.plans.models import PlanVersion
from tettpaa.follow_up.plans.rules import Content, Line
from tettpaa.kit.html.dates import month_day
from tettpaa.trust.identity.models import User

BEFORE, AFTER = ("problem", "goals", "tried"), ("evaluate_on", "pupil_view", "guardian_view")
LOOK_OF = {SAME: "done", NEW: "planned", GONE: "ended", CHANGED: "attention"}


def language() -> str:
    """The reader's language, of those the form has words in."""
    short = (get_language() or "nb")[:2]
    return short if short in ("nb", "nn", "en") else "nb"


def day_text(day: dt.date) -> str:
    """'14. oktober 2025': a plan may be read years later."""
    return f"{month_day(day)} {day.year}"


def when_text(line: Line, until_further: str) -> str:
    """'14. oktober 2025 – 1. desember 2025', or with an open end."""
    first = day_text(line.first_on) if line.first_on else "…"
    return f"{first} – {day_text(line.last_on) if line.last_on else until_further}"


def line_text(line: Line) -> str:
    """A measure on one line."""
    return f"{line.what} · {line.who or '…'} · {when_text(line, _('inntil videre'))}"


def kind_word(kind: str) -> str:
    """How a field of two versions differs, in a word: never by colour alone."""
    return {SAME: _("Likt"), NEW: _("Nytt"), GONE: _("Fjernet"), CHANGED: _("Endret")}[kind]


def collision_word(kind: str) -> str:
    """The same, where neither text is the older: one is another's, one is the reader's."""
    return {SAME: _("Likt"), NEW: _("Bare i din"), GONE: _("Bare i den andres"), CHANGED: _("Ulikt")}[kind]


def view_text(view: str, why: str, not_heard: str, not_written: str) -> str:
    """What somebody thinks, or why we do not know."""
    if view:
        return view
    return f"{not_heard}: {why}" if why else not_written


def parts_of(
    content: Content, words: PlanForm, in_language: str, fields: tuple[str, ...], paper: dict[str, str]
) -> list[tuple[str, str]]:
    """(what the form asks, what was written) of these fields; guardians stand only where they were asked, what was
    tried only where something was.
    """
    found = []
    for name in fields:
        if name == "evaluate_on":
            text = day_text(content.evaluate_on) if content.evaluate_on else ""
        elif name in ("pupil_view", "guardian_view"):
            why = content.pupil_why if name == "pupil_view" else content.guardian_why
            text = view_text(getattr(content, name), why, paper["not_heard"], "")
            if name == "guardian_view" and not text:
                continue
        else:
            text = getattr(content, name)
            if name == "tried" and not text:
                continue
        found.append((words.label(name, in_language), text or paper["not_written"]))
    return found


def names_of(usernames: set[str]) -> dict[str, str]:
    """User name → the person's name. One read."""
    users = User.objects.filter(username__in=usernames).select_related("person") if usernames else ()
    return {user.username: str(user) for user in users}


def saved_by(version: PlanVersion) -> str:
    return names_of({version.saved_by}).get(version.saved_by, version.saved_by)
