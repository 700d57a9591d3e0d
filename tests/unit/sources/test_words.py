"""What schools' systems call things."""

import pytest

from tettpaa.identify.sources.words import is_national_grade, subject_code_of, term_of, year_level_of


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Term 1", "h1"), ("Termin 2", "h2"), ("Halvårsvurdering 1. termin", "h1"), ("2. halvår", "h2"),
        ("Andre halvår", "h2"), ("Semester I", "h1"), ("Final grade", "final"), ("Standpunktkarakter", "final"),
        ("Exam grade written", "written_exam"), ("Skriftlig eksamen", "written_exam"),
        ("Munnleg eksamen", "oral_exam"), ("Exam grade oral", "oral_exam"),
        ("National test", "other"), ("Kapittelprøve 12", "other"), ("Homework", "other"), ("", "other"),
        (None, "other"),
    ],
)  # fmt: skip
def test_what_a_result_is_for(title, term):
    assert term_of(title) == term


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("9", "9"), ("09", "9"), ("10", "10"), ("11", "Vg1"), ("13", "Vg3"), ("VG1", "Vg1"), ("vg 3", "Vg3"),
        ("7. trinn", "7"), ("7. årstrinn", "7"), ("PS1", "PS1"),
        ("undergraduate", "undergradu"), ("", None), (None, None), ("14", "14"),
    ],
)  # fmt: skip
def test_year_levels_are_written_in_one_way(text, level):
    assert year_level_of(text) == level


def test_a_national_subject_code_is_preferred_wherever_it_stands():
    assert subject_code_of(["MATH", "MAT1019", None]) == "MAT1019"
    assert subject_code_of(["http://psi.udir.no/kl06/NOR1260/"]) == "NOR1260"
    assert subject_code_of([None, " ", "ALG1", "MATH"]) == "ALG1"
    assert subject_code_of(["uuid:7a8f9388-6d80-40d9-a078-7883dccbf693"]) == "uuid:7a8f9388-6d80-4"
    assert subject_code_of([]) is None


def test_national_grades_are_those_of_the_handbook():
    assert all(map(is_national_grade, ("1", "6", "IV", "GK")))
    assert not any(map(is_national_grade, ("7", "0", "A", "iv", "")))
