"""What the frame around every page needs."""

from django.conf import settings

from tettpaa.kit.html.library import register


@register.simple_tag
def language_names() -> list[tuple[str, str]]:
    """(code, name) of each language, the name in that very language: who cannot read the page can find it."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]
