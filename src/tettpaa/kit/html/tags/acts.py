"""Buttons, links and what opens in place. A page has at most one primary button."""

from django.template import Context
from django.utils.safestring import SafeString

from tettpaa.kit.html.library import register, rendered

KINDS = ("primary", "secondary", "tertiary")


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"a button is one of {KINDS}, not {kind!r}")
    return kind


@register.inclusion_tag("kit/button.html")
def button(label: str, kind: str = "primary", name: str = "", value: str = "", anchor: str = "") -> dict:
    """A button that sends the form it stands in; `name` and `value` tell two apart. `anchor`: where the page opens when it
    comes back.
    """
    return {"label": label, "kind": _kind(kind), "name": name, "value": value, "anchor": anchor}


@register.inclusion_tag("kit/link_button.html")
def link_button(label: str, url: str, kind: str = "secondary") -> dict:
    """A link that looks like a button, for going somewhere to do something."""
    return {"label": label, "url": url, "kind": _kind(kind)}


@register.inclusion_tag("kit/post_button.html", takes_context=True)
def post_button(
    context: Context, label: str, url: str, kind: str = "secondary", name: str = "", value: str = ""
) -> dict:
    """A whole form with one button: one act by POST, with the token against forgery."""
    shown = {"label": label, "url": url, "kind": _kind(kind), "name": name, "value": value}
    return shown | {"csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("kit/onward.html")
def onward(label: str, url: str) -> dict:
    """'Se eleven →': the quiet link beside or below a button."""
    return {"label": label, "url": url}


@register.inclusion_tag("kit/back.html")
def back(label: str, url: str) -> dict:
    """'← Klassen', above the page's heading (block `back`)."""
    return {"label": label, "url": url}


@register.simple_block_tag(takes_context=True)
def opener(context: Context, content: str, label: str, is_open: bool = False) -> SafeString:
    """A secondary button that opens its content in place, without script: a form, mostly."""
    return rendered(context, "opener", content=content, label=label, is_open=is_open)


@register.simple_block_tag(takes_context=True)
def actions(context: Context, content: str) -> SafeString:
    """A row of buttons and links with even gaps; on a phone they stand below each other."""
    return rendered(context, "actions", content=content)
