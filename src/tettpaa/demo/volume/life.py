"""How one invented education goes, from its first autumn to its end: the rows that tell of it, and how it ends. Pure.

`end` is what the generator meant by the rows, in SSB's outcomes: what a count of them is judged by.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

GENERAL = {"in_time": 0.80, "later": 0.10, "still": 0.02, "tried": 0.03, "left": 0.03, "unknown": 0.02}
VOCATIONAL = {"in_time": 0.48, "later": 0.21, "still": 0.05, "tried": 0.06, "left": 0.15, "unknown": 0.05}
TO_GENERAL_VG3 = 0.3  # share of a vocational programme's pupils who take a third year in school
PABYGG = "PBPBY3----"


@dataclass
class Life:
    """`years` are (school year, level, programme), `contracts` (begins, ends, is cancelled), `ends` (day, step, code)."""

    end: str
    years: list[tuple[int, str, str]] = field(default_factory=list)
    contracts: list[tuple[dt.date, dt.date, bool]] = field(default_factory=list)
    ends: list[tuple[dt.date, str, str]] = field(default_factory=list)


def draw_life(start: int, programme: str, is_general: bool, rng: np.random.Generator) -> Life:
    """An education that began in the autumn of `start`."""
    shares = GENERAL if is_general else VOCATIONAL
    life = Life(str(rng.choice(list(shares), p=list(shares.values()))))
    in_school = is_general or rng.random() < TO_GENERAL_VG3
    if life.end == "left":
        _leave(life, start, programme, rng)
    elif in_school:
        _through_school(life, start, programme, programme if is_general else PABYGG, rng)
    else:
        _through_a_firm(life, start, programme, rng)
    return life


def _leave(life: Life, start: int, programme: str, rng: np.random.Generator) -> None:
    """Leaves in the first, second or third school year."""
    last = int(rng.choice(3, p=(0.5, 0.35, 0.15)))
    _school(life, start, programme, ("Vg1", "Vg2", "Vg3")[: last + 1], passes_last=False)
    day = dt.date(start + last, 10, 2) + dt.timedelta(days=int(rng.integers(0, 220)))
    life.ends.append((day, ("Vg1", "Vg2", "Vg3")[last], "S"))


def _through_school(life: Life, start: int, programme: str, third: str, rng: np.random.Generator) -> None:
    """Three years in school, or as many of them as the end allows; the third may be another programme."""
    repeats = life.end == "later" and rng.random() < 0.6
    levels = ("Vg1", "Vg2", "Vg2", "Vg3") if repeats else ("Vg1", "Vg2", "Vg3")
    if life.end == "unknown":
        _school(life, start, programme, ("Vg1", "Vg2"))
        return
    passes = life.end == "in_time" or repeats
    _school(life, start, programme, levels, third=third, passes_last=passes)
    if passes:
        return
    life.ends.append((_june(start + 2), "Vg3", str(rng.choice(["I", "M"]))))
    if life.end == "later":
        life.ends.append((dt.date(start + 4, 1, 20), "Vg3", "B"))
    if life.end == "still":
        life.years += [(start + 5, "Vg3", third), (start + 6, "Vg3", third)]


def _through_a_firm(life: Life, start: int, programme: str, rng: np.random.Generator) -> None:
    """Two years in school and two in a firm."""
    _school(life, start, programme, ("Vg1", "Vg2"))
    begins = start + 4 if life.end == "still" else start + 2
    lasts = 3 if life.end == "still" else 2
    life.contracts.append((dt.date(begins, 8, 15), dt.date(begins + lasts, 8, 14), False))
    exams = {"in_time": [(dt.date(start + 4, 9, int(rng.integers(1, 30))), "B")], "tried": [(dt.date(start + 4, 9, 20), "I")],
             "later": [(dt.date(start + 4, 9, 20), "I"), (dt.date(start + 5, 2, int(rng.integers(1, 28))), "B")]}  # fmt: skip
    life.ends += [(day, "trade_exam", code) for day, code in exams.get(life.end, [])]


def _school(
    life: Life, start: int, programme: str, levels: Sequence[str], third: str = "", passes_last: bool = True
) -> None:
    """A school year for each level, each passed in June, the last if it says so; a level taken twice fails first."""
    for number, level in enumerate(levels):
        life.years.append((start + number, level, third if level == "Vg3" and third else programme))
        is_last, again = number == len(levels) - 1, level in levels[number + 1 :]
        if not is_last or passes_last:
            life.ends.append((_june(start + number), level, "I" if again else "B"))


def _june(school_year: int) -> dt.date:
    return dt.date(school_year + 1, 6, 20)
