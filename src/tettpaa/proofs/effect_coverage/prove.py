"""The method finds an effect that was put in, within its interval 95 times of 100, and sees none where there is none.

    tettpaa prove effect-coverage --runs 200

Each run makes a county's year anew (`making.py`) for every group size and every effect, and asks as the pages do. Counted
are the runs in which something is told. A plain before and after is asked beside it, to show what it would have claimed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from tettpaa.look_back.effects.comparing import TOLD, Answer, County, GroupRules, rules_from
from tettpaa.look_back.effects.estimating import student
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.proofs.effect_coverage.making import AS_OF, Made, make
from tettpaa.trust.disclosure import interval

GIVEN = (30, 80, 200)  # pupils who get the measure
TAKEN = (0.0, 0.15, 0.4)  # part of the coming absence that it takes away
PROMISED = 0.95
TOLD_EVERY = 10
Tell = Callable[[str], None]


@dataclass
class Tally:
    """Of the runs in which something was told: how many intervals held the truth, how many said that none is seen, how
    far off the values were, and how many a plain before and after would have called a fall.
    """

    told: int = 0
    covered: int = 0
    none_seen: int = 0
    plain_falls: int = 0
    off: list[float] = field(default_factory=list)


def prove(runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether the promise held, the figure)."""
    tallies = {cell: Tally() for cell in product(GIVEN, TAKEN)}
    for run in range(runs):
        for number, (given, taken) in enumerate(tallies):
            random = np.random.default_rng([seed, run, number])
            _count(tallies[given, taken], make(random, given, taken), taken)
        if (run + 1) % TOLD_EVERY == 0:
            tell(f"{run + 1}/{runs}: " + "; ".join(_lines(tallies)))
    for line in _lines(tallies):
        tell(line)
    return _judged(tallies, runs, seed)


def _count(tally: Tally, made: Made, taken: float) -> None:
    county = County(made.histories, made.strata, made.begun, _rules())
    found = county.compare(np.ones(len(made.begun.pupils), bool))
    if found.answer not in TOLD or found.found is None:
        return
    truth = -taken * made.expected_share(county.usable.spans.only(np.unique(county.sets.of)))
    tally.told += 1
    tally.covered += found.found.low <= truth <= found.found.high
    tally.none_seen += found.answer is Answer.NONE_SEEN
    tally.off.append(found.found.value - truth)
    tally.plain_falls += _plain_fall(county.usable.spans.after - county.usable.spans.before)


def _plain_fall(changes: np.ndarray) -> bool:
    """Whether before and after alone would have been called a fall."""
    error = changes.std(ddof=1) / len(changes) ** 0.5
    return bool(changes.mean() + student(95, len(changes) - 1) * error < 0)


def _rules() -> GroupRules:
    return rules_from(limit_on("window", AS_OF), limit_on("group", AS_OF))


def _judged(tallies: dict[tuple[int, float], Tally], runs: int, seed: int) -> tuple[bool, str]:
    """The promise holds where all runs together reach it, and no cell is surely below it."""
    told, covered = _sums(tallies.values())
    without = [tally for (_given, taken), tally in tallies.items() if not taken]
    asked, none_seen = sum(each.told for each in without), sum(each.none_seen for each in without)
    if not told or not asked:
        return False, "nothing was told"
    worst = min(each.covered / each.told for each in tallies.values() if each.told)
    surely_below = any(interval(each.covered, each.told)[1] < PROMISED for each in tallies.values() if each.told)
    falls = sum(each.plain_falls for each in without)
    figure = (
        f"the interval held the truth in {_percent(covered, told)}, the worst of {len(tallies)} cells {100 * worst:.1f} %; "
        f"none seen where there is none in {_percent(none_seen, asked)}; before and after alone calls a fall there in "
        f"{100 * falls / asked:.0f} %; {GIVEN[0]} to {GIVEN[-1]} pupils, effects of 0, 15 and 40 %, {runs} runs each, seed {seed}"
    )
    return covered >= PROMISED * told and none_seen >= PROMISED * asked and not surely_below, figure


def _sums(tallies: Iterable[Tally]) -> tuple[int, int]:
    listed = list(tallies)
    return sum(each.told for each in listed), sum(each.covered for each in listed)


def _percent(part: int, whole: int) -> str:
    low, high = interval(part, whole)
    return f"{100 * part / whole:.1f} % of {whole} (95 % interval {100 * low:.1f} to {100 * high:.1f})"


def _lines(tallies: dict[tuple[int, float], Tally]) -> list[str]:
    return [
        f"{given} pupils, {100 * taken:.0f} %: {each.covered}/{each.told} held, {each.none_seen} none seen, "
        f"off by {np.mean(each.off):+.2f} ± {np.std(each.off):.2f}"
        for (given, taken), each in tallies.items() if each.told
    ]  # fmt: skip
