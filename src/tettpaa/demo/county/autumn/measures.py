"""Measures that a row tells from the first day to the last: a case for a while, no plan, one measure, and how it went."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from tettpaa.demo.county.autumn.stage import Act, act_of

OPENS, GOES_ON, BEGINS = dt.time(8, 40), dt.time(8, 50), dt.time(8, 55)
ENDS, CLOSES = dt.time(13, 40), dt.time(13, 50)


def measured(told: Mapping[str, Any]) -> Iterator[Act]:
    """What happens to the row's pupil; one without `ends` is still at it."""

    def act(do: str, on: dt.date, time: dt.time, **words: object) -> Act:
        return act_of({"do": do, "on": on, "time": time, "by": told["by"], **words}, told["pupil"])

    yield act("open_case", told["begins"], OPENS, because="flag", reason=told["reason"])
    yield act("no_plan", told["begins"], GOES_ON, reason=told["without_plan"])
    yield act(
        "measure", told["begins"], BEGINS, kind=told["kind"], line=told["line"], starts_on=told["begins"],
        planned_end=told["planned_end"], provider=told["provider"],
    )  # fmt: skip
    if "ends" in told:
        yield act("measure_over", told["ends"], ENDS, kind=told["kind"], outcome="done", helped=told["helped"],
                  learned=told["learned"])  # fmt: skip
        yield act("close_case", told["ends"], CLOSES, outcome=told["outcome"], evaluation=told["learned"])
