"""Skoler: figures for each school, with small counts hidden and no way to a pupil."""

import pytest
from django.urls import reverse

from tests.builders import a_flag, a_person, a_school, enrol
from tests.cast import TODAY
from tests.flows.pages.conftest import DAY
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.trust.audit.models import AccessRecord


def board(term, see, user: str = "analyst"):
    """The page on the morning after the night counted."""
    count_schools(term.owner, TODAY)
    return see(user, "owner")


def grow(term, school, to: int, flagged: int = 0) -> None:
    """So many more pupils at a school, the first of them with a flag."""
    for number in range(to):
        pupil = a_person(term.owner, "Elev", f"{school.name} {number}")
        enrol(pupil, school)
        if number < flagged:
            a_flag(pupil, school, TODAY - DAY)


@pytest.mark.parametrize("user", ["analyst", "rule_editor"])
def test_the_owners_people_see_their_schools(term, see, user):
    grow(term, term.school_elsewhere, 20)
    page = board(term, see, user)
    assert page.status == 200
    assert page.row("Skole A").startswith("Skole A 6 0 0 % 0 elever 0 % 0 elever 100 %")


@pytest.mark.parametrize("user", ["leader", "counsellor", "contact_a", "administrator", "nobody"])
def test_others_do_not_find_the_page(cast, see, user):
    assert see(user, "owner").status == 404


def test_fewer_than_five_are_not_told(term, see):
    grow(term, term.school_elsewhere, 20, flagged=10)
    for name in ("a1", "a2"):
        a_flag(term.pupils[name], term.school, TODAY - DAY)
    page = board(term, see)
    assert "skjult" in page.row("Skole A")
    assert "2 elever" not in page.row("Skole A") and "33" not in page.row("Skole A")


def test_nothing_is_told_of_a_school_with_fewer_than_five_pupils(term, see):
    told = board(term, see).row("Skole B")
    assert told == "Skole B skjult skjult skjult skjult ukjent"


def test_a_count_that_would_give_a_small_one_away_is_hidden_too(term, see):
    grow(term, term.school_elsewhere, 20)
    grow(term, a_school(term.owner, "Skole C"), 30, flagged=12)
    a_flag(term.pupils["a1"], term.school, TODAY - DAY)
    page = board(term, see)
    assert "skjult" in page.row("Skole A")
    assert "skjult" in page.row("Skole C")


def test_many_are_told_as_a_share_with_how_many(term, see):
    grow(term, term.school_elsewhere, 20, flagged=15)
    grow(term, term.school, 6, flagged=6)
    assert "50 % 6 elever" in board(term, see).row("Skole A")


def test_no_link_leads_to_a_pupil_a_class_or_a_name(term, see):
    a_flag(term.pupils["a1"], term.school, TODAY - DAY)
    page = board(term, see)
    assert "/elev/" not in page.html and "/klasse/" not in page.html
    assert not any(str(pupil) in page.html for pupil in term.pupils.values())
    assert not AccessRecord.objects.exists()


def test_the_owners_people_cannot_go_on_to_a_pupil_or_a_class(term, see):
    for name, key in (("pupil", term.pupils["a1"].key), ("class", term.class_a.key), ("school_board", term.school.key)):
        assert see("analyst", name, key).status == 404
    assert reverse("pupil", args=[1])
