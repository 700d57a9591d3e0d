"""The list of people somebody should act for."""

from django.template import Context
from django.utils.safestring import SafeString

from tettpaa.kit.html.library import register, rendered


@register.simple_block_tag(takes_context=True)
def pupil_cards(context: Context, content: str) -> SafeString:
    """The list around `{% pupil_card %}` entries."""
    return rendered(context, "pupil_cards", content=content)


@register.simple_block_tag(takes_context=True)
def pupil_card(
    context: Context,
    content: str,
    name: str,
    group: str = "",
    url: str = "",
    word: str = "",
    look: str = "waiting",
    why: str = "",
    level: int = 2,
) -> SafeString:
    """One pupil: name and group, a status at the right (`word`, `look`), the reason in one sentence, acts.

    `level` is the heading's: 2 right under the page's question, 3 inside a section.
    """
    shown = {"name": name, "group": group, "url": url, "word": word, "look": look, "why": why, "level": level}
    return rendered(context, "pupil_card", content=content, **shown)
