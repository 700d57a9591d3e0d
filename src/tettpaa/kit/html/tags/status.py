"""A status: word, colour and shape."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tettpaa.kit.html.library import register
from tettpaa.kit.html.looks import look_of

# Written here and not as a template: a class or a list of cases shows dozens.
_SHAPE = '<svg class="tp-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}"></path></svg>'
_STATUS = '<span class="ds-tag tp-status tp-status--{}" data-color="{}">{}{}</span>'


@register.simple_tag
def shape(look: str) -> SafeString:
    """The look's shape alone, beside words that say the rest."""
    return format_html(_SHAPE, look_of(look).path)


@register.simple_tag
def status(word: str, look: str) -> SafeString:
    """`{% status "Venter på samtale" "waiting" %}`; `look` is a key of `looks.LOOKS`."""
    return format_html(_STATUS, look, look_of(look).colour, shape(look), word)


@register.simple_tag
def status_of(state: object) -> SafeString:
    """The same for a row of a state table, anything with `word` and `look`, in the reader's language."""
    return status(_(state.word), state.look)  # type: ignore[attr-defined]
