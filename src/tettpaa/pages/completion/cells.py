"""Released numbers as cells of a table: a share with how many it is, hidden, or unknown."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import NO_BREAK_SPACE, amount
from tettpaa.kit.html.table_rows import Cell
from tettpaa.trust.disclosure import HIDDEN, Number, proportion


def number(count: Number) -> Cell:
    """How many, or that it is hidden."""
    return _hidden() if count is HIDDEN else Cell(count)


def share(part: Number, whole: Number) -> Cell:
    """'81,2 %' with how many that is; nobody of nobody is '–'."""
    found = proportion(part, whole)
    if found is None:
        return Cell("–", order=-2)
    if found is HIDDEN:
        return _hidden()
    return Cell(_percent(100 * found.value), note=amount(found.part, "pupils"), order=found.value)


def published(percent: float | int | None) -> Cell:
    """A published percentage, with the decimals it was published with; one that was not read stays open."""
    return Cell("–", order=-2) if percent is None else Cell(_percent(percent), order=percent)


def _percent(value: float | int) -> str:
    """One decimal, half of one upwards, as it is published; a whole number has none."""
    places = 0 if isinstance(value, int) or value == 0 else 1
    # number_format cuts decimals off and does not round
    rounded = Decimal(str(round(value, 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{number_format(rounded, places)}{NO_BREAK_SPACE}%"


def _hidden() -> Cell:
    return Cell(_("skjult"), order=-1)
