"""Cards, sections, notices, and what stands where there is nothing."""

from collections.abc import Iterable

from django.template import Context
from django.utils.safestring import SafeString

from tettpaa.kit.html.library import register, rendered

ALERT_COLOURS = ("info", "success", "warning", "danger")


@register.simple_block_tag(takes_context=True)
def section(context: Context, content: str, title: str, aside: str = "", anchor: str = "") -> SafeString:
    """A part of a page with its own heading; `aside` is a short text at the heading's right."""
    return rendered(context, "section", content=content, title=title, aside=aside, anchor=anchor)


@register.simple_block_tag(takes_context=True)
def card(context: Context, content: str, title: str = "", url: str = "", aside: str = "", level: int = 3) -> SafeString:
    """A framed box; the title, where there is one, may lead on to `url`."""
    return rendered(context, "card", content=content, title=title, url=url, aside=aside, level=level)


@register.simple_block_tag(takes_context=True)
def alert(context: Context, content: str, colour: str = "info", title: str = "") -> SafeString:
    """A notice: `info`, `success`, `warning` or `danger` (the last only for faults, never for a pupil)."""
    if colour not in ALERT_COLOURS:
        raise ValueError(f"an alert is one of {ALERT_COLOURS}, not {colour!r}")
    return rendered(context, "alert", content=content, colour=colour, title=title)


@register.inclusion_tag("kit/empty_state.html")
def empty_state(title: str, why: str = "", is_good: bool = False) -> dict:
    """Where a list is empty: what would fill it, and whether emptiness is good ('Ingen venter …')."""
    return {"title": title, "why": why, "is_good": is_good}


@register.simple_block_tag(takes_context=True)
def disclosure(context: Context, content: str, label: str) -> SafeString:
    """A line that opens: 'Hva teller vi?', 'Hvorfor ser jeg dette?'."""
    return rendered(context, "disclosure", content=content, label=label)


@register.inclusion_tag("kit/facts.html")
def facts(pairs: Iterable[tuple[str, object]]) -> dict:
    """Short facts as label and value: (('Kontaktlærer', 'Lærer A'), …). None is 'ukjent'."""
    return {"pairs": list(pairs)}


@register.inclusion_tag("kit/chronology.html")
def chronology(entries: Iterable[dict]) -> dict:
    """What has happened, newest first as given: {on, title, text, word, look, url, is_withdrawn, why}, all but `on` and
    `title` optional. What is withdrawn is struck through; why it is, is not.
    """
    return {"entries": list(entries)}
