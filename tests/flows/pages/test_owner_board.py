"""Skoler: figures for each school, with small counts hidden and no way to a pupil."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.builders import a_flag, a_person, a_school, belong, enrol
from tests.cast import TODAY
from tests.flows.pages.conftest import DAY
from tests.flows.plans.made import a_case, a_plan
from tests.flows.quality.test_figures import raised, spoken
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.plans.models import Plan
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


def followed_up(term, many: int) -> None:
    """Thirty pupils more at each school; so many of Skole A's were flagged and spoken with, and have a case."""
    for school in (term.school, term.school_elsewhere):
        for number in range(30):
            name = f"{school.name} {number}"
            term.pupils[name] = a_person(term.owner, "Elev", name)
            enrol(term.pupils[name], school)
    for number in range(many):
        belong(term.pupils[f"Skole A {number}"], term.class_a)
        raised(term, f"Skole A {number}", TODAY - 5 * DAY)
        a_flag(term.pupils[f"Skole A {number}"], term.school, TODAY - 5 * DAY)
        spoken(term, f"Skole A {number}", TODAY - DAY)
        a_case(term, f"Skole A {number}")


def row_of(part_key: str, page, school: str = "Skole A") -> str:
    """A school's row in one part of the page."""
    section = page.html.partition(f'id="{part_key}"')[2].partition("</section>")[0]
    rows = re.findall(r"<tr role=\"row\">.*?</tr>", section, re.S)
    told = [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).replace("\xa0", " ").split()) for row in rows]
    return next(row for row in told if row.startswith(school))


def test_what_schools_do_is_told_as_their_own_boards_count_it(term, see):
    followed_up(term, 12)
    page = board(term, see)
    assert row_of("activity", page).startswith("Skole A 12 12 elever 12 12 elever 0 0 elever 12 12 elever 0 0 elever")
    assert row_of("activity", page).endswith("2 skoledager")
    own = see("leader", "school_numbers", term.school.key)
    assert own.row("Flagg reist") == "Flagg reist 12 12 elever 2" and own.row("Saker som").endswith("12 12 elever –")
    assert row_of("load", page) == "Skole A skjult skjult"


def test_few_are_not_told_nor_few_between_two_numbers(term, see):
    followed_up(term, 12)
    for number in range(9):
        a_plan(Case.objects.get(pupil=term.pupils[f"Skole A {number}"]))
    assert " skjult 0 0 elever" in row_of("activity", board(term, see)), "12 cases and 9 plans would tell of 3 without"
    followed = Case.objects.filter(pupil__in=[term.pupils[f"Skole A {number}"] for number in range(3, 12)])
    Plan.objects.filter(case__in=followed).update(state="ended")
    followed.update(state="closed")
    assert "Skole A 12 12 elever 12 12 elever 0 0 elever skjult skjult" in row_of("activity", board(term, see))


@pytest.mark.parametrize("part", ["activity", "load", "schools"])
def test_each_table_is_taken_out(term, client, part):
    followed_up(term, 12)
    count_schools(term.owner, TODAY)
    client.force_login(term.users["analyst"])
    assert f'"{reverse("report_table", args=[part, "csv"])}"' in client.get(reverse("owner")).content.decode()
    assert "Skole A" in b"".join(client.get(reverse("report_table", args=[part, "csv"]))).decode("utf-8-sig")
