"""Form fields as the design system wants them, with their faults beside them and in a summary."""

from django import forms
from django.forms.boundfield import BoundField

from tettpaa.kit.html.library import register

MANY_INPUTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _with_class(bound: BoundField) -> None:
    attributes = bound.field.widget.attrs
    if "ds-input" not in attributes.get("class", ""):
        attributes["class"] = f"ds-input {attributes.get('class', '')}".strip()


@register.inclusion_tag("kit/field.html")
def field(bound: BoundField, look: str = "", is_optional: bool | None = None) -> dict:
    """One field: label, help, input, faults. `look="chips"` shows radio buttons as chips, for a thumb.

    `is_optional` is said where a form lets pass for now what is asked for in the end; else the form says it.
    """
    _with_class(bound)
    widget = bound.field.widget
    return {
        "field": bound,
        "look": look,
        "is_choices": isinstance(widget, MANY_INPUTS),
        "is_checkbox": isinstance(widget, forms.CheckboxInput),
        "is_optional": not bound.field.required if is_optional is None else is_optional,
    }


@register.inclusion_tag("kit/fields.html")
def fields(form: forms.BaseForm) -> dict:
    """Every field of the form in its order, hidden ones too."""
    return {"form": form}


@register.inclusion_tag("kit/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict:
    """All faults at the top, each leading to its field; nothing where there are none."""
    return {"form": form, "faulty": [bound for bound in form if bound.errors]}


@register.filter
def asked(bound: BoundField) -> str:
    """The label as it stands before a fault: 'Når?', 'Navn:'."""
    label = str(bound.label)
    return label if label.endswith(("?", ":", ".")) else f"{label}:"
