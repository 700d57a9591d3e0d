"""The yardstick beside the rule sets: curves over all the owner's pupils, and the two rule sets as points among them."""

from collections.abc import Iterable, Mapping

import numpy as np
from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import long_day
from tettpaa.look_back.replay.beside import VIEWS, table_by
from tettpaa.look_back.replay.measures import BEFORE
from tettpaa.look_back.replay.models import Yardstick
from tettpaa.look_back.replay.replaying import pupils_of, replay_years
from tettpaa.look_back.replay.warm import warm_year
from tettpaa.look_back.replay.yardstick.cohorts import has_outcome, in_question
from tettpaa.pages.replay import curve
from tettpaa.pages.replay.answering import Answer
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import day_number, name_of
from tettpaa.trust.disclosure import Hidden, Proportion, Released, proportion, release, rounded
from tettpaa.trust.disclosure.words import rounding_words

LOOKS = {"logistic": "tp-curve--logistic", "boosted": "tp-curve--boosted"}
MARKS = {"first": "A", "second": "B"}


def yardstick_shown(answer: Answer, hidden: frozenset[int]) -> dict | None:
    """The owner's newest yardstick with the rule sets beside; None where none is made."""
    held = Yardstick.objects.filter(owner=answer.asked.owner).order_by("-made_at").first()
    if held is None:
        return None
    points, to = _points(answer, held, hidden), answer.asked.rounded_to
    names = {"logistic": _("Logistisk modell"), "boosted": _("Modell av små trær")}
    curves = [
        (names[name], LOOKS[name], [(found, right) for found, right in held.curves[name]["points"]])
        for name in LOOKS if name in held.curves
    ]  # fmt: skip
    spots = [
        (side.title, MARKS[side.name], found.value, right.value)
        for side in answer.sides
        for found, right in [points[side.name]]
        if isinstance(found, Proportion) and isinstance(right, Proportion)
    ]
    return {
        "drawing": curve.drawing(curves, spots), "height": curve.HEIGHT, "bottom": curve.BOTTOM,
        "tested_on": name_of(held.tested_on), "as_of": long_day(held.as_of, answer.asked.on),
        "pupils": rounded(held.pupils, to), "with_outcome": rounded(held.with_outcome, to), "rounding": rounding_words(to),
        "aucs": [_auc(names[name], held.curves[name]["auc"]) for name in held.curves],
        "headings": [_("Regelsett eller modell"), _("Fant av dem det gjaldt"), _("Rett av dem som ble pekt ut")],
        "table": [*_side_rows(answer, points), *_curve_rows(curves)],
    }  # fmt: skip


def _auc(name: str, told: list[float]) -> str:
    value, low, high = (f"{number:.2f}".replace(".", ",") for number in told)
    return _("%(model)s: AUC %(value)s (mellom %(low)s og %(high)s)") % {
        "model": name, "value": value, "low": low, "high": high
    }  # fmt: skip


def _points(answer: Answer, held: Yardstick, hidden: frozenset[int]) -> Mapping[str, tuple]:
    """Share found and share right of each rule set by the yardstick's day, over all the owner's pupils as its curves are."""
    owner = answer.asked.owner
    year, day = warm_year(owner, held.tested_on), day_number(held.as_of, held.tested_on)
    schools = list(School.objects.filter(owner=owner).values_list("pk", flat=True))
    numbers = pupils_of(year, schools, hidden)
    asked = np.intersect1d(in_question(year, day), numbers)
    first, second = (replay_years([year], side.rules, schools, hidden)[0] for side in answer.sides)
    table = table_by(first, second, day, np.flatnonzero(np.isin(numbers, asked)), has_outcome(year, asked))
    released = release(table, views=VIEWS, rounded_to=answer.asked.rounded_to)
    return {side.name: _found_and_right(released, side.name) for side in answer.sides}


def _found_and_right(released: Released, rule_set: str) -> tuple:
    caught = released.number(**{"outcome": "yes", rule_set: BEFORE})
    flagged = released.number(**{rule_set: BEFORE})
    return proportion(caught, released.number(outcome="yes")), proportion(caught, flagged)


def _side_rows(answer: Answer, points: Mapping[str, tuple]) -> list[list[str]]:
    return [[f"{MARKS[side.name]} {side.title}", *map(_percent, points[side.name])] for side in answer.sides]


def _curve_rows(curves: Iterable[tuple[str, str, list[tuple[float, float]]]]) -> list[list[str]]:
    """Every other point: as many as one reads."""
    return [
        [label, amount(100 * found, "percent", decimals=0), amount(100 * right, "percent", decimals=0)]
        for label, _look, points in curves for found, right in points[1::2]
    ]  # fmt: skip


def _percent(told: object) -> str:
    if isinstance(told, Hidden):
        return _("skjult")
    return amount(100 * told.value, "percent", decimals=0) if isinstance(told, Proportion) else "–"
