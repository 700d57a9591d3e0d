"""Numbers with their unit."""

import pytest
from django.utils.translation import override

from tettpaa.kit.html.amounts import NO_BREAK_SPACE, amount


@pytest.mark.parametrize(
    ("words", "args"),
    [
        ("1 time", (1, "hours")),
        ("0 timer", (0, "hours")),
        ("3,5 timer", (3.5, "hours")),
        ("3 timer", (3.0, "hours")),
        ("11 av 14 timer", (11, "hours", 14)),
        ("0 av 1 dag", (0, "days", 1)),
        ("4,5 %", (4.54, "percent")),
        ("9999 rader", (9_999, "rows")),
        ("1 elev", (1, "pupils")),
        ("3 saker", (3, "saker")),
        ("7", (7,)),
    ],
)
def test_a_number_has_its_unit_and_what_it_is_out_of(words, args):
    assert amount(*args).replace(NO_BREAK_SPACE, " ") == words


def test_what_is_not_known_is_never_a_number():
    assert amount(None, "hours") == "ukjent"
    assert amount(None, "hours", of=14) == "ukjent"


def test_large_numbers_are_grouped():
    assert amount(120_000, "rows") == f"120{NO_BREAK_SPACE}000{NO_BREAK_SPACE}rader"


def test_a_number_is_never_parted_from_its_unit():
    assert amount(3.5, "hours") == f"3,5{NO_BREAK_SPACE}timer"


def test_english_writes_a_point():
    with override("en"):
        assert amount(3.5).startswith("3.5")
