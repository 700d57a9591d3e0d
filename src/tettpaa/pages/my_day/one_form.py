"""The same form for many pupils, made once.

Making a form costs more than the rest of a card; a list of thirty would wait for thirty. The form is
made with marks for what differs, and each pupil's is a copy with the marks filled in.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import lru_cache

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tettpaa.assess.talks.forms import ContactForm

PUPIL_MARK, FORM_MARK, TOKEN_MARK = "PUPIL-MARK", "FORM-MARK", "TOKEN-MARK"


def contact_forms(request: HttpRequest, pupils: Iterable[int], today: dt.date) -> dict[int, SafeString]:
    """Pupil key → the form 'Jeg har snakket med …', with its own address, ids and form id."""
    made = _made(get_language() or "nb", today).replace(TOKEN_MARK, get_token(request))
    return {pupil: _filled(made, pupil) for pupil in pupils}


@lru_cache(maxsize=16)
def _made(language: str, today: dt.date) -> str:
    """The form in the active language, with today's day in it."""
    form = ContactForm(today=today, auto_id=f"{PUPIL_MARK}_%s", initial={"form_id": FORM_MARK})
    shown = {"form": form, "url": f"{PUPIL_MARK}/url", "csrf_token": TOKEN_MARK}
    return render_to_string("my_day/contact_form.html", shown)


def _filled(made: str, pupil: int) -> SafeString:
    """What is filled in is numbers and our own address, so the copy is as safe as the original."""
    filled = made.replace(f"{PUPIL_MARK}/url", reverse("contact", args=[pupil])).replace(PUPIL_MARK, f"p{pupil}")
    return mark_safe(filled.replace(FORM_MARK, str(uuid.uuid4())))  # noqa: S308
