"""Education programmes: what they are called and what they prepare for, told once for everybody who asks."""

import datetime as dt

import pytest

from tettpaa.knowledge.programmes.programmes import area_of, name_of, prepares_for_studies, programmes

NOW = dt.date(2025, 10, 14)


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("STUSP1----", NOW, True),
        ("PBPBY3----", NOW, True),
        ("babat1----", NOW, False),
        ("SSSSA1----", dt.date(2018, 8, 20), False),  # gone since, and told for those who began in it
        ("MEMED1----", dt.date(2016, 7, 31), False),
        ("MEMED1----", dt.date(2016, 8, 1), True),
        ("", NOW, None),
        ("XX", NOW, None),
        ("STUSP1----", dt.date(2006, 7, 31), None),  # before anything is known
    ],
)
def test_what_a_programme_prepares_for_on_a_day(code, on, expected):
    assert prepares_for_studies(code, on) is expected


def test_a_programme_has_a_name_in_each_language_and_an_unknown_one_its_letters():
    assert [name_of("MEMED1----", language) for language in ("nb", "nn", "en-gb")] == [
        "Medier og kommunikasjon", "Medium og kommunikasjon", "Media and communication"
    ]  # fmt: skip
    assert (name_of("XXABC1----", "nb"), name_of("", "nb"), area_of(" ")) == ("XX", "", "")


def test_every_programme_is_told_in_three_languages_and_no_two_are_called_the_same():
    for language in ("nb", "nn", "en"):
        names = [words.said(language) for words in programmes().values()]
        assert all(names)
        assert len(set(names)) == len(names)
