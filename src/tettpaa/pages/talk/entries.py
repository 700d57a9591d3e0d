"""Talks as entries of a pupil's chronology."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Talk
from tettpaa.assess.talks.questions import shipped_forms
from tettpaa.pages.talk.words import state_of


def talk_entries(talks: Iterable[Talk], names: Mapping[str, str]) -> list[dict]:
    """One entry a talk: what was said, or why it was not held; a mistake with its reason alone, its words on its own page."""
    return [_entry(talk, names.get(talk.recorded_by, talk.recorded_by)) for talk in talks]


def _entry(talk: Talk, by: str) -> dict:
    state = state_of(talk)
    entry = {
        "on": talk.on, "title": f"{talk.get_kind_display()} · {by}", "url": reverse("talk", args=[talk.pk]),
        "text": f"«{said}»" if (said := _own_words(talk)) else talk.not_held_line,
    }  # fmt: skip
    if talk.voided_at is not None:
        told = {"text": "", "why": talk.voided_why, "is_withdrawn": True}
        return entry | told | {"word": _(state.word), "look": state.look}
    return entry if talk.is_held else entry | {"word": _(state.word), "look": state.look}


def _own_words(talk: Talk) -> str:
    """The first question of every form asks for own words, under the same key in all that are shipped."""
    if talk.own_form is not None:
        return str(talk.answers.get(talk.own_form.questions[0]["key"], ""))
    forms = [form for form in shipped_forms(talk.kind) if form.version == talk.shipped_version]
    return str(talk.answers.get(forms[0].own_words.key, "")) if forms else ""
