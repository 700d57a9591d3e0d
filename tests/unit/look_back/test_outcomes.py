"""Where one pupil stands by SSB's definition, counted by hand. The cohort began in the autumn of 2019."""

import pytest

from tests.unit.look_back.completion_paths import a_year, contract, day, ended, enrolled, through
from tettpaa.look_back.completion.definitions import (
    GENERAL,
    VOCATIONAL,
    bands,
    cohorts_as_published,
    kind_of,
)
from tettpaa.look_back.completion.rules import Outcome, Path, Standing, first_start, outcome, standing

NOW = cohorts_as_published(2025)
BA = "BABAT1----"
GENERAL_PATHS = {
    "diploma after three years": (
        Path(through("Vg1", "Vg2", "Vg3"), completions=(ended("2022-06-20", "Vg3"),)), "in_time"),
    "the last exam in the autumn is more than normal time": (
        Path(through("Vg1", "Vg2", "Vg3"), completions=(ended("2022-06-20", "Vg3", "I"), ended("2022-12-10", "Vg3"))),
        "later"),
    "the day before the counting day is in time": (
        Path(through("Vg1", "Vg2", "Vg3"), completions=(ended("2022-09-30", "Vg3"),)), "in_time"),
    "the counting day itself is not": (
        Path(through("Vg1", "Vg2", "Vg3"), completions=(ended("2022-10-01", "Vg3"),)), "later"),
    "passed after five years is not seen": (
        Path(through("Vg1", "Vg2", "Vg3"), completions=(ended("2022-06-20", "Vg3", "I"), ended("2024-11-10", "Vg3"))),
        "tried"),
    "in school after five years": (Path(through("Vg1", "Vg2", "", "Vg2", "Vg3", "Vg3")), "still"),
    "Vg3 without a basis for assessment": (
        Path(through("Vg1", "Vg2", "Vg3"), completions=(ended("2022-06-20", "Vg3", "M"),)), "tried"),
    "told to have left": (Path(through("Vg1"), completions=(ended("2019-11-20", "Vg1", "S"),)), "left"),
    "an enrolment ended by large absence": (
        Path(through("Vg1"), enrolments=(enrolled(2019, "2020-02-03", "FR"),)), "left"),
    "an enrolment ended by another school is unknown": (
        Path(through("Vg1"), enrolments=(enrolled(2019, "2020-02-03", "AS"),)), "unknown"),
    "left, came back, and then nothing": (
        Path(through("Vg1", "", "Vg2"), completions=(ended("2020-02-03", "Vg1", "S"),)), "unknown"),
    "passed Vg2, and then nothing": (
        Path(through("Vg1", "Vg2"), completions=(ended("2021-06-20", "Vg2"),)), "unknown"),
    "only a first autumn": (Path(through("Vg1")), "unknown"),
}  # fmt: skip
VOCATIONAL_PATHS = {
    "trade exam in the fourth year": (
        Path(through("Vg1", "Vg2", programme=BA), (contract("2021-08-15", "2023-08-14"),),
             (ended("2023-09-10", "trade_exam"),)), "in_time"),
    "trade exam in the fifth": (
        Path(through("Vg1", "Vg2", programme=BA), (contract("2021-08-15", "2023-08-14"),),
             (ended("2023-09-10", "trade_exam", "I"), ended("2024-02-10", "trade_exam"))), "later"),
    "general Vg3 in the third": (
        Path(through("Vg1", "Vg2", "Vg3", programme=BA), completions=(ended("2022-06-20", "Vg3"),)), "in_time"),
    "general Vg3 in the fourth is later, for the trade exam alone has four years": (
        Path(through("Vg1", "Vg2", "Vg2", "Vg3", programme=BA), completions=(ended("2023-06-20", "Vg3"),)), "later"),
    "passed in the sixth year": (
        Path(through("Vg1", "Vg2", programme=BA), completions=(ended("2025-09-30", "trade_exam"),)), "later"),
    "apprentice after six years": (
        Path(through("Vg1", "Vg2", programme=BA), (contract("2023-08-15", None),)), "still"),
    "tried the trade exam": (
        Path(through("Vg1", "Vg2", programme=BA), (contract("2021-08-15", "2023-08-14"),),
             (ended("2023-09-10", "trade_exam", "I"),)), "tried"),
    "contract cancelled": (
        Path(through("Vg1", "Vg2", programme=BA), (contract("2021-08-15", "2022-03-01", True),)), "left"),
    "contract over, and nobody has told of an exam": (
        Path(through("Vg1", "Vg2", programme=BA), (contract("2021-08-15", "2023-08-14"),)), "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), [*GENERAL_PATHS.values(), *VOCATIONAL_PATHS.values()],
                         ids=[*GENERAL_PATHS, *VOCATIONAL_PATHS])  # fmt: skip
def test_each_path_has_one_outcome(path, expected):
    start = first_start(path, NOW)
    assert start is not None
    assert outcome(path, start, NOW) == Outcome(expected)


def test_adults_later_levels_and_those_nobody_has_told_of_begin_no_cohort():
    for year in (a_year(2019, status="V"), a_year(2019, "Vg2", first=True), a_year(2019, is_first_start=None),
                 a_year(2020)):  # fmt: skip
        assert first_start(Path((year,)), NOW) is None
    assert first_start(Path((a_year(2019, status="A"),)), NOW) is not None


def test_an_unknown_programme_has_no_outcome_but_unknown():
    path = Path((a_year(2019, programme=""),), completions=(ended("2022-06-20", "Vg3"),))
    assert outcome(path, path.years[0], NOW) is Outcome.UNKNOWN


def test_media_and_art_are_general_from_2016_and_not_before():
    assert (kind_of("MEMED1----", 2015), kind_of("MEMED1----", 2016)) == (VOCATIONAL, GENERAL)
    assert (kind_of("STUSP1----", 2010), kind_of("BABAT1----", 2019)) == (GENERAL, VOCATIONAL)
    assert (kind_of("", 2019), kind_of("XX", 2019)) == (None, None)


def test_figures_published_before_2021_followed_everybody_for_five_years():
    older = cohorts_as_published(2019)
    assert (older.horizon[VOCATIONAL], NOW.horizon[VOCATIONAL], NOW.horizon[GENERAL]) == (5, 6, 5)
    path = Path(through("Vg1", "Vg2", programme=BA), completions=(ended("2025-02-10", "trade_exam"),))
    assert outcome(path, path.years[0], NOW) is Outcome.LATER
    assert outcome(path, path.years[0], older) is Outcome.UNKNOWN


def test_points_lie_in_bands_with_unknown_of_its_own():
    assert [bands().of(points) for points in (None, 0, 29.99, 30, 34.5, 49.99, 50, 60)] == [
        "", "< 30", "< 30", "30–34,9", "30–34,9", "45–49,9", "≥ 50", "≥ 50"
    ]  # fmt: skip


def test_a_pupil_stands_in_one_place_each_autumn():
    path = Path(through("Vg1", "Vg2", programme=BA), (contract("2021-08-15", "2023-08-14"),),
                (ended("2023-09-10", "trade_exam"),))  # fmt: skip
    stood = [standing(path, day(f"{year}-10-01")) for year in range(2019, 2025)]
    assert stood == [Standing.VG1, Standing.VG2, Standing.APPRENTICE, Standing.APPRENTICE, *[Standing.PASSED] * 2]
    left = Path(through("Vg1"), completions=(ended("2020-01-20", "Vg1", "S"),))
    assert standing(left, day("2020-10-01")) is Standing.LEFT
    assert standing(Path(through("Vg1")), day("2020-10-01")) is Standing.UNKNOWN
