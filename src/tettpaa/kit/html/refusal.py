"""How an act that is refused is told: on the form that asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.forms import BaseForm


@contextmanager
def refusal_told_on(form: BaseForm) -> Iterator[None]:
    """What refuses an act within stands on the form; the view goes on after it, and shows the form again."""
    try:
        yield
    except ValidationError as fault:
        form.add_error(None, fault)
