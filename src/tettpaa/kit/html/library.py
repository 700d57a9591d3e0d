"""The one tag library that every module of `tags/` writes into; `{% load tettpaa %}` reads it."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

register = template.Library()


def rendered(context: Context, name: str, /, **values: Any) -> SafeString:
    """The template `kit/NAME.html` with `values` and, of the page's own context, the request and token."""
    for key in ("request", "csrf_token"):
        if key in context:
            values.setdefault(key, context[key])
    engine = context.template.engine  # type: ignore[union-attr]
    return engine.get_template(f"kit/{name}.html").render(context.new(values))
