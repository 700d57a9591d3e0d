"""A form that creates, and is sent once: a double click, 'back and send again' and a lost connection write one row."""

import uuid
from typing import Any

from django import forms


class OnceForm(forms.Form):
    """Carries an id of its own, drawn when the form is shown. Sent again, it is the same form."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_id": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


def id_of_row(form_id: uuid.UUID, by: str) -> str:
    """The key of what a form writes, where the row has a drawn key and no column for the form's: one for each writer, so that
    nobody can name another's row.
    """
    return uuid.uuid5(form_id, by).hex
