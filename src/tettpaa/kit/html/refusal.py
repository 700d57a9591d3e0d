"""How an act that is refused is told: on the form that asked for it, or on the next page where a button did."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest


@contextmanager
def refusal_told_on(form: BaseForm) -> Iterator[None]:
    """What refuses an act within stands on the form; the view goes on after it, and shows the form again."""
    try:
        yield
    except ValidationError as fault:
        form.add_error(None, fault)


@contextmanager
def outcome_told(request: HttpRequest, done: str) -> Iterator[None]:
    """The next page says `done`, or what refused the act within."""
    try:
        yield
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    else:
        messages.success(request, done)
