"""What counted things add up to, and when it is too early to say no."""

import datetime as dt

import pytest

from tettpaa.knowledge.guideline.rules import versions
from tettpaa.look_back.quality.counts import COUNTS
from tettpaa.look_back.quality.figures import Counted, Sum, figures, in_time, in_time_limit, least_spell, summed
from tettpaa.trust.access.permissions import BY_NAME

ON = dt.date(2025, 10, 6)


@pytest.mark.parametrize(
    ("days", "passed", "is_met"),
    [(0, 9, True), (5, 9, True), (6, 9, False), (None, 5, None), (None, 6, False), (None, None, None)],
)
def test_done_within_five_days_not_done_or_too_early_to_say(days, passed, is_met):
    assert in_time(days, passed, 5) is is_met


def test_what_is_unknown_is_in_no_share():
    found = [
        Counted(1, 1, ON, True, 2),
        Counted(2, 1, ON, True, 5),
        Counted(3, 1, ON, False, 9),
        Counted(4, 1, ON, None),
    ]
    assert summed(found) == Sum(met=2, unmet=1, unknown=1, median_days=5)
    assert summed(found).known == 3
    assert summed([]) == Sum(0, 0, 0, None)


def test_every_figure_is_a_recommendation_in_three_languages_that_somebody_may_open():
    recommendations = {each.key for each in versions()[-1].recommendations}
    for figure in figures():
        assert figure.recommendation in recommendations
        assert figure.thing in BY_NAME
        assert figure.title.keys() == figure.counts.keys() == {"nb", "nn", "en"}
    assert [figure.key for figure in figures()] == list(COUNTS)


def test_the_limits_are_those_the_words_say():
    assert in_time_limit("flag_talk", ON) == in_time_limit("spell_talk", ON) == 5
    assert least_spell(ON) == 3
    assert in_time_limit("case_plan", ON) == 10
