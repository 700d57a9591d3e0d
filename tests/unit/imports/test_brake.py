"""The brake holds an import that would change unusually much at one school."""

import pytest

from tettpaa.identify.imports.approval import answer, still_covers
from tettpaa.identify.imports.brake import Change, holds, is_unusual


@pytest.mark.parametrize(
    ("held", "changed", "gone", "unusual"),
    [
        (1000, 0, 0, False),
        (1000, 0, 50, False),  # five per cent is not more than five per cent
        (1000, 0, 51, True),
        (1000, 26, 25, True),  # changed and gone count together
        (100, 0, 10, False),  # ten per cent, but only ten rows
        (100, 0, 11, True),
        (10, 0, 10, False),  # a small school may empty, ten rows are few
        (11, 0, 11, True),
        (200, 10, 0, False),
        (200, 11, 0, True),
        (0, 0, 0, False),
    ],
)
def test_more_than_five_per_cent_and_more_than_ten_rows(held, changed, gone, unusual):
    assert is_unusual(Change("Skole A", "pupils", held, changed, gone)) is unusual


def test_each_school_and_table_is_judged_by_itself():
    found = holds(
        [
            Change("Stor skole", "memberships", 10_000, 0, 400),
            Change("Liten skole", "pupils", 60, 0, 12),
            Change("Liten skole", "guardian_links", 100, 20, 11),
        ]
    )
    assert [(hold.school, hold.table, hold.percent) for hold in found] == [
        ("Liten skole", "guardian_links", 31),
        ("Liten skole", "pupils", 20),
    ]


def test_the_hold_says_what_is_unusual():
    hold = holds([Change("Skole A", "pupils", 300, 3, 24)])[0]
    assert hold.nb == (
        "Uvanlig mange elever ved Skole A endres eller forsvinner (9 %): 3 endret, 24 borte av 300. Er det riktig?"
    )
    assert hold.as_json()["percent"] == 9


@pytest.mark.parametrize(
    ("braked", "asked", "reason", "flow", "said"),
    [
        (False, False, "", False, "wait"),
        (False, True, "", False, "approve"),
        (False, False, "", True, "approve"),  # a declared flow passes
        (True, False, "", True, "wait"),  # but not when the brake is on
        (True, True, "", False, "needs_reason"),
        (True, True, "   ", False, "needs_reason"),
        (True, True, "Skolen er lagt ned", False, "approve"),
        (True, False, "Skolen er lagt ned", True, "wait"),  # a reason from nobody who approves
    ],
)
def test_who_may_let_an_import_through(braked, asked, reason, flow, said):
    assert answer(is_braked=braked, is_asked=asked, reason=reason, is_flow=flow) == said


def test_an_approval_does_not_cover_what_nobody_saw():
    seen = [("Skole A", "pupils")]
    assert still_covers(seen, [("Skole A", "pupils")])
    assert still_covers(seen, [])
    assert not still_covers(seen, [("Skole A", "pupils"), ("Skole B", "pupils")])
