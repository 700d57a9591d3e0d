"""The same form for many pupils, made once.

Making a form costs more than the rest of a card; a list of thirty would wait for thirty. The form is
made with marks for what differs, and each pupil's is a copy with the marks filled in.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from tettpaa.assess.talks.forms import ContactForm

PUPIL_MARK, FORM_MARK = "PUPIL-MARK", "FORM-MARK"


def contact_forms(request: HttpRequest, pupils: Iterable[int], today: dt.date) -> dict[int, SafeString]:
    """Pupil key → the form 'Jeg har snakket med …', with its own address, ids and form id."""
    form = ContactForm(today=today, auto_id=f"{PUPIL_MARK}_%s", initial={"form_id": FORM_MARK})
    made = render_to_string("my_day/contact_form.html", {"form": form, "url": PUPIL_MARK + "/url"}, request)
    return {pupil: _filled(made, pupil) for pupil in pupils}


def _filled(made: str, pupil: int) -> SafeString:
    """What is filled in is numbers and our own address, so the copy is as safe as the original."""
    filled = made.replace(PUPIL_MARK + "/url", reverse("contact", args=[pupil])).replace(PUPIL_MARK, f"p{pupil}")
    return mark_safe(filled.replace(FORM_MARK, str(uuid.uuid4())))  # noqa: S308
