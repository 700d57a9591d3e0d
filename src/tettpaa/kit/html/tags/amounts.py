"""Numbers with their unit."""

from django.template import Context
from django.utils.safestring import SafeString

from tettpaa.kit.html import amounts
from tettpaa.kit.html.library import register, rendered


@register.simple_tag
def amount(value: float | None, unit: str = "", of: float | None = None, decimals: int = 1) -> str:
    """`{% amount 11 "hours" of=14 %}`: '11 av 14 timer'. `unit` is a key of `amounts.UNITS` or a word."""
    return amounts.amount(value, unit, of, decimals)


@register.filter
def written(value: float | None) -> str:
    """'3,5' or 'ukjent', without a unit: in tables whose heading names the unit."""
    return amounts.amount(value)


@register.simple_block_tag(takes_context=True)
def key_number(
    context: Context, content: str, label: str, value: float | None, unit: str = "", url: str = ""
) -> SafeString:
    """A large number with its label, a link to what it counts, and below it the content: trend or note."""
    return rendered(
        context,
        "key_number",
        label=label,
        number=amounts.amount(value),
        unit="" if value is None else amounts.unit_word(unit, value),
        url=url,
        content=content,
    )
