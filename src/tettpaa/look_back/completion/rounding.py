"""Figures as an owner rounds them: kept as counted, so that another choice holds from the first page that asks. Pure."""

from dataclasses import replace

from tettpaa.look_back.completion.figures import CohortFigures, Figures, LeavingFigures
from tettpaa.look_back.completion.telling import Told
from tettpaa.trust.disclosure import Released, rounded


def as_rounded(figures: Figures, to: int) -> Figures:
    """Every number that is asked of them, to the nearest of `to`; what is hidden stays so."""
    return replace(
        figures,
        cohorts=tuple(_cohort(one, to) for one in figures.cohorts),
        untold={year: rounded(count, to) for year, count in figures.untold.items()},
        leaving=tuple(_leaving(each, to) for each in figures.leaving),
    )


def _cohort(one: CohortFigures, to: int) -> CohortFigures:
    passages = [{way: rounded(count, to) for way, count in each.items()} for each in one.passages]
    told = None if one.told is None else _told(one.told, to)
    return replace(one, starters=rounded(one.starters, to), told=told, passages=passages)


def _told(told: Told, to: int) -> Told:
    by = {
        name: {group: replace(part, released=_released(part.released, to)) for group, part in groups.items()}
        for name, groups in told.by.items()
    }
    return replace(told, by=by, rounded_to=to)


def _leaving(each: LeavingFigures, to: int) -> LeavingFigures:
    return replace(
        each, released=_released(each.released, to), left_out=rounded(each.left_out, to),
        is_open=rounded(each.is_open, to), assumed=rounded(each.assumed, to),
    )  # fmt: skip


def _released(released: Released, to: int) -> Released:
    return replace(released, rounded_to=to)
