"""How far a threshold slides. Pure."""

from collections.abc import Mapping

from tettpaa.identify.flags.drafts import number_in
from tettpaa.identify.indicators.catalogue import INDICATORS

# By the indicator's unit: least, most and step. What stands outside is written as a number instead.
BY_UNIT: dict[str, tuple[int, int, int]] = {
    "days": (1, 40, 1), "school_days": (1, 40, 1), "hours": (1, 80, 1), "percent": (1, 30, 1), "times": (1, 30, 1),
    "subjects": (1, 10, 1), "weeks": (1, 12, 1), "rows": (1, 30, 1),
}  # fmt: skip


def slider_of(condition: Mapping[str, str]) -> dict[str, int] | None:
    """The slider of a condition as it stands in the form; None where its value is not on it."""
    indicator = INDICATORS.get(condition["indicator"])
    value = number_in(condition["value"])
    if indicator is None or indicator.unit not in BY_UNIT or not isinstance(value, int):
        return None
    least, most, step = BY_UNIT[indicator.unit]
    return {"least": least, "most": most, "step": step} if least <= value <= most else None
