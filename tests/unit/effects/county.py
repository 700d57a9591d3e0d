"""A county made by hand: one lesson of sixty minutes each school day, everybody in one stratum unless told otherwise."""

from collections.abc import Sequence

import numpy as np

from tettpaa.identify.indicators.histories import Histories
from tettpaa.look_back.effects.comparing import County, GroupRules
from tettpaa.look_back.effects.matching import Begun, Likeness
from tettpaa.look_back.effects.spans import Window

RULES = GroupRules(Window(4, 4, 50), Likeness(2, 0.75), least=2, matched_percent=50, imbalance=0.25, confidence=95)
AWAY, THERE, UNKNOWN = "x", ".", "?"


def summed(days: np.ndarray) -> np.ndarray:
    return np.concatenate([np.zeros((len(days), 1), np.int32), days.cumsum(axis=1, dtype=np.int32)], axis=1)


def histories(pupils: Sequence[str]) -> Histories:
    """Each pupil's days as letters; all as long."""
    days = np.array([list(each.replace(" ", "")) for each in pupils])
    is_told = days != UNKNOWN
    count = np.full(len(days), days.shape[1])
    ordinal = np.arange(days.shape[1] + 1, dtype=np.int32)[None, :]
    return Histories(
        summed(60 * (days == AWAY)),
        summed(60 * is_told),
        summed(is_told),
        count,
        ordinal,
        np.zeros(len(days), np.int64),
    )


def begun(*measures: tuple[int, int], decided: Sequence[int] = ()) -> Begun:
    """(pupil, day it begins) of one kind; decided the same day unless told otherwise."""
    pupils, days = (np.array(column, np.int64) for column in zip(*measures, strict=True))
    return Begun(np.zeros(len(pupils), np.int64), pupils, np.array(decided or days, np.int64), days)


def county(pupils: Sequence[str], measures: Begun, *, strata: Sequence[int] = (), rules: GroupRules = RULES) -> County:
    return County(histories(pupils), np.array(strata or [0] * len(pupils)), measures, rules)


def everybody(of: County) -> np.ndarray:
    return np.ones(len(of.begun.pupils), bool)
