"""Inputs that the browser helps with."""

from django import forms


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar; sent as an ISO date."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
