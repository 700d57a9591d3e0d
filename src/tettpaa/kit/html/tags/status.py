"""A status: word, colour and shape."""

from tettpaa.kit.html.library import register
from tettpaa.kit.html.looks import look_of


@register.inclusion_tag("kit/status.html")
def status(word: str, look: str) -> dict:
    """`{% status "Venter på samtale" "waiting" %}`; `look` is a key of `looks.LOOKS`."""
    return {"word": word, "look": look_of(look), "key": look}


@register.inclusion_tag("kit/status.html")
def status_of(state: object) -> dict:
    """The same for a row of a state table: anything with `word` and `look`."""
    return status(state.word, state.look)  # type: ignore[attr-defined]
