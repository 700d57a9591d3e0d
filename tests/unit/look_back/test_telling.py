"""What is told of a cohort: golden numbers of a small county, and what is not told of a smaller one. Counted by hand."""

from itertools import count

from tests.unit.look_back.completion_paths import a_pupil, a_year, contract, day, ended, through
from tettpaa.look_back.completion.cohorts import Cohort, cohorts, untold_starts
from tettpaa.look_back.completion.definitions import cohorts_as_published
from tettpaa.look_back.completion.rules import Outcome
from tettpaa.look_back.completion.telling import tell, tell_passages
from tettpaa.trust.disclosure import HIDDEN, proportion

NOW, TODAY = cohorts_as_published(2025), day("2025-10-14")
BA = "BABAT1----"
_keys = count(1)


def general(end: str, sex: str, points: float | None = None):
    """In general studies, by how it ended."""
    completions = {"in_time": (ended("2022-06-20", "Vg3"),), "later": (ended("2023-01-20", "Vg3"),),
                   "left": (ended("2019-12-01", "Vg1", "S"),)}[end]  # fmt: skip
    levels = ("Vg1",) if end == "left" else ("Vg1", "Vg2", "Vg3")
    return a_pupil(next(_keys), through(*levels), completions=completions, sex=sex, points=points)


def vocational(end: str, sex: str):
    """Two years in school and two in a firm, by how it ended."""
    completions = [ended("2023-09-10", "trade_exam", "B" if end == "in_time" else "I")]
    contracts = [contract("2021-08-15", "2023-08-14")]
    return a_pupil(next(_keys), through("Vg1", "Vg2", programme=BA), contracts=contracts,
                   completions=completions if end != "unknown" else (), sex=sex)  # fmt: skip


def the_county() -> Cohort:
    """100 began: 60 general (30 women and 20 men in time, 4 + 2 later, 1 + 3 left) and 40 vocational (20 in time, 12 tried,
    8 unknown, half of each women).
    """
    pupils = [general("in_time", "k", 45) for _ in range(30)] + [general("in_time", "m", 38) for _ in range(20)]
    pupils += [general("later", "k", 38) for _ in range(4)] + [general("later", "m", 32) for _ in range(2)]
    pupils += [general("left", "k", 28)] + [general("left", "m", 28) for _ in range(3)]
    pupils += [vocational(end, sex) for end, n in (("in_time", 10), ("tried", 6), ("unknown", 4)) for sex in "km"
               for _ in range(n)]  # fmt: skip
    (cohort,) = cohorts(pupils, NOW, TODAY)
    return cohort


def test_a_small_county_counted_by_hand():
    cohort = the_county()
    assert (cohort.year, len(cohort.members), cohort.is_over, cohort.followed_until) == (
        2019,
        100,
        True,
        day("2025-10-01"),
    )
    told = tell(cohort)
    assert told.starters == 100
    # Four have left: under five, and the smallest other that could give it away goes with it.
    assert dict(told.outcomes) == {
        Outcome.IN_TIME: 70, Outcome.LATER: HIDDEN, Outcome.STILL: 0, Outcome.TRIED: 12, Outcome.LEFT: HIDDEN,
        Outcome.UNKNOWN: 8,
    }  # fmt: skip
    assert told.completed() is HIDDEN


def test_what_is_told_by_a_property_agrees_with_the_whole():
    told = tell(the_county())
    assert (told.whole(kind="general"), told.whole(kind="vocational")) == (60, 40)
    assert told.number(Outcome.IN_TIME, kind="general") == 50
    assert told.number(Outcome.TRIED, kind="vocational") == 12
    assert told.number(Outcome.LEFT, kind="general") is HIDDEN
    assert (told.whole(sex="k"), told.whole(sex="m")) == (55, 45)


def test_programmes_are_told_as_parts_of_their_kind():
    """Nobody of the vocational has left: its own parts are told, though the whole puts those who left with the later."""
    told = tell(the_county())
    assert told.groups("programme") == ["BA", "ST"]
    assert (told.whole(programme="BA"), told.number(Outcome.TRIED, programme="BA")) == (40, 12)
    assert told.number(Outcome.LEFT, programme="BA") is HIDDEN


def test_where_groups_are_small_it_is_told_who_completed_and_who_did_not():
    """Points lie in four bands of some 20: the outcomes of a band are few, those who completed are not."""
    pupils = [general("in_time", "km"[n % 2], 32 + 5 * (n % 4)) for n in range(80)]
    pupils += [general("later", "k", 32 + 5 * (n % 4)) for n in range(8)]
    pupils += [general("left", "m", 32 + 5 * (n % 4)) for n in range(24)]
    (cohort,) = cohorts(pupils, NOW, TODAY)
    told = tell(cohort)
    assert dict(told.outcomes) | {Outcome.LATER: 8, Outcome.LEFT: 24, Outcome.IN_TIME: 80} == dict(told.outcomes)
    assert [told.completed(points=band) for band in told.groups("points")] == [22, 22, 22, 22]
    assert [told.whole(points=band) for band in told.groups("points")] == [28, 28, 28, 28]
    assert told.number(Outcome.LATER, points="35–39,9") is HIDDEN


def test_a_share_is_made_from_what_is_told():
    told = tell(the_county())
    share = proportion(told.number(Outcome.IN_TIME), told.starters)
    assert (share.value, round(share.low, 3), round(share.high, 3)) == (0.7, 0.604, 0.781)


def test_nothing_is_told_of_fewer_than_five():
    (cohort,) = cohorts([general("in_time", "k") for _ in range(4)], NOW, TODAY)
    told = tell(cohort)
    assert told.starters is HIDDEN
    assert set(told.outcomes.values()) == {HIDDEN}
    assert told.by == {}


def test_a_cohort_has_no_result_before_the_last_have_been_followed_to_the_end():
    pupils = [a_pupil(1, [a_year(2020, first=True)]), a_pupil(2, [a_year(2020, programme=BA, first=True)])]
    (cohort,) = cohorts(pupils, NOW, TODAY)
    assert [member.outcome for member in cohort.members] == [Outcome.UNKNOWN, None]
    assert not cohort.is_over


def test_those_nobody_has_told_of_are_counted_beside_the_cohort():
    pupils = [a_pupil(1, [a_year(2019, is_first_start=None)]), a_pupil(2, [a_year(2019)]), a_pupil(3, [a_year(2020)])]
    assert dict(untold_starts(pupils, NOW)) == {2019: 1}


def test_passages_are_told_whole_or_not_at_all():
    """Four have left, and are never seen alone: with the unknown they are still four, so no passage is told."""
    cohort = the_county()
    assert tell_passages(cohort, tell(cohort)) == []


def test_the_passages_of_a_county_where_more_have_left():
    pupils = [general("in_time", "k") for _ in range(30)] + [general("left", "m") for _ in range(6)]
    pupils += [vocational("in_time", "m") for _ in range(20)] + [vocational("unknown", "k") for _ in range(5)]
    (cohort,) = cohorts(pupils, NOW, TODAY)
    first, second, third = tell_passages(cohort, tell(cohort))
    assert first == {("Vg1", "Vg2"): 55, ("Vg1", "left"): 6}
    assert second == {("Vg2", "Vg3"): 30, ("Vg2", "apprentice"): 25, ("left", "left"): 6}
    assert third == {("Vg3", "passed"): 30, ("apprentice", "apprentice"): 25, ("left", "left"): 6}
