"""What the frame around every page needs."""

from collections.abc import Iterable

from django.conf import settings

from tettpaa.kit.html.library import register


@register.simple_tag
def language_names() -> list[tuple[str, str]]:
    """(code, name) of each language, the name in that very language: who cannot read the page can find it."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@register.inclusion_tag("kit/tabs.html")
def tabs(entries: Iterable[dict], label: str, is_small: bool = False) -> dict:
    """Pages, or views of one, that stand beside each other: {label, url, is_current}. Links, so that they work anywhere.

    `label` says what one chooses between; with `is_small` it is shown before the choices.
    """
    return {"entries": list(entries), "label": label, "is_small": is_small}
