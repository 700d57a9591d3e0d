"""Figures as they are kept from one night to the next: released numbers as JSON, a hidden one as null. Pure.

They are kept as counted: what the owner rounds to is asked when they are read (rounding.py).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from tettpaa.look_back.completion.definitions import cohorts_as_published, leaving_in
from tettpaa.look_back.completion.figures import CohortFigures, Figures, LeavingFigures
from tettpaa.look_back.completion.rules import Outcome
from tettpaa.look_back.completion.telling import Part, Told
from tettpaa.trust.disclosure import HIDDEN, Number, Released

FORM = 1  # of what is kept; another is counted anew


def kept(figures: Figures) -> dict[str, Any]:
    """What stands in the database."""
    return {
        "published": figures.definition.published_from,
        "cohorts": [_kept_cohort(one) for one in figures.cohorts],
        "untold": [[year, _kept(count)] for year, count in figures.untold.items()],
        "leaving": [
            {"school_year": each.school_year, "released": _kept_released(each.released), "left_out": _kept(each.left_out),
             "is_open": _kept(each.is_open), "assumed": _kept(each.assumed)}
            for each in figures.leaving
        ],
    }  # fmt: skip


def figures_from(told: Mapping[str, Any]) -> Figures:
    """The figures again, with the definitions they were counted by."""
    return Figures(
        cohorts_as_published(told["published"]), tuple(_cohort(one) for one in told["cohorts"]),
        {year: _number(count) for year, count in told["untold"]}, tuple(_leaving(each) for each in told["leaving"]),
    )  # fmt: skip


def _kept_cohort(one: CohortFigures) -> dict[str, Any]:
    return {
        "year": one.year, "starters": _kept(one.starters), "followed_until": one.followed_until.isoformat(),
        "told": None if one.told is None else _kept_told(one.told),
        "passages": [[[*way, _kept(count)] for way, count in each.items()] for each in one.passages],
    }  # fmt: skip


def _cohort(told: Mapping[str, Any]) -> CohortFigures:
    passages = [{(source, target): _number(count) for source, target, count in each} for each in told["passages"]]
    return CohortFigures(
        told["year"], _number(told["starters"]), dt.date.fromisoformat(told["followed_until"]),
        None if told["told"] is None else _told(told["told"]), passages,
    )  # fmt: skip


def _kept_told(told: Told) -> dict[str, Any]:
    """Groups of one count share it: it is kept once, with their names."""
    return {
        "year": told.year, "starters": _kept(told.starters),
        "outcomes": {outcome.value: _kept(count) for outcome, count in told.outcomes.items()},
        "by": {name: _kept_parts(groups) for name, groups in told.by.items()},
    }  # fmt: skip


def _kept_parts(groups: Mapping[str, Part]) -> list[dict[str, Any]]:
    parts = list({id(part): part for part in groups.values()}.values())
    return [
        {"groups": [name for name, held in groups.items() if held is part], "apart": sorted(part.apart),
         "released": _kept_released(part.released)}
        for part in parts
    ]  # fmt: skip


def _told(told: Mapping[str, Any]) -> Told:
    return Told(
        told["year"], _number(told["starters"]),
        {Outcome(name): _number(count) for name, count in told["outcomes"].items()},
        {name: dict(_parts(parts)) for name, parts in told["by"].items()},
    )  # fmt: skip


def _parts(told: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Part]]:
    for each in told:
        part = Part(_released(each["released"]), frozenset(each["apart"]))
        yield from ((group, part) for group in each["groups"])


def _leaving(told: Mapping[str, Any]) -> LeavingFigures:
    return LeavingFigures(
        told["school_year"], leaving_in(told["school_year"]), _released(told["released"]), _number(told["left_out"]),
        _number(told["is_open"]), _number(told["assumed"]),
    )  # fmt: skip


def _kept_released(released: Released) -> dict[str, Any]:
    return {
        "dimensions": released.table_dimensions,
        "views": [
            {"of": view, "numbers": [[*key, _kept(count)] for key, count in cells.items()]}
            for view, cells in released.views.items()
        ],
    }  # fmt: skip


def _released(told: Mapping[str, Any]) -> Released:
    return Released(tuple(told["dimensions"]), {
        tuple(view["of"]): {tuple(key): _number(count) for *key, count in view["numbers"]} for view in told["views"]
    })  # fmt: skip


def _kept(count: Number) -> int | None:
    return None if count is HIDDEN else count


def _number(told: int | None) -> Number:
    return HIDDEN if told is None else told
