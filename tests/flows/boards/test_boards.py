"""A board's numbers open to what they count, leave as files that say what they count, and are told to nobody else."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse

from tests.builders import a_person, belong, enrol
from tests.cast import TODAY
from tests.flows.pages.conftest import DAY, Seen
from tests.flows.plans.made import AT, a_case, a_plan
from tests.flows.quality.test_figures import raised, spoken
from tests.records import a_lesson, an_absence, put
from tettpaa.knowledge.codes.actions import explain_code
from tettpaa.pages import behind
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.audit.models import AccessRecord

PLACES = (("class", "contact_a", "class_a"), ("school", "leader", "school"))


@pytest.fixture
def year(term):
    """a1 was flagged and spoken with after two school days; a2 waits; a1 has a case with a plan. Two programmes."""
    raised(term, "a1", TODAY - 5 * DAY)
    raised(term, "a2", TODAY - DAY)
    spoken(term, "a1", TODAY - DAY)
    a_plan(a_case(term))
    a_case(term, "a2", by="contact_a")
    pupils = Enrolment.objects.filter(pupil__in=[term.pupils[f"a{n}"] for n in (1, 2, 3)])
    pupils.update(programme_code="STUSP1----", year_level="Vg1")
    return term


def number_in(page: Seen, row: str) -> list[str]:
    """What stands beside it: how many, of how many pupils, and the days."""
    return re.sub("(elever|elev) ", "", page.row(row).removeprefix(row)).split()


@pytest.mark.parametrize(("kind", "user", "place"), PLACES)
def test_the_numbers_stand_with_what_they_count(year, see, kind, user, place):
    page = see(user, f"{kind}_numbers", getattr(year, place).key)
    assert page.status == 200 and not any(str(pupil) in page for pupil in year.pupils.values())
    assert number_in(page, "Flagg reist") == ["2", "2", "2"]
    assert number_in(page, "Ganger noen har nådd en elev") == ["1", "1", "–"]
    assert number_in(page, "Saker som følges opp nå") == ["2", "2", "–"]
    assert number_in(page, "Planer som gjelder nå") == ["1", "1", "–"]
    assert number_in(page, "Timer ikke ført") == ["0", "–"]
    assert "Kontakter i skoleåret der eleven ble nådd" in page
    assert not AccessRecord.objects.exists()


def test_a_school_is_told_by_programme_and_level_and_by_who_carries_it(year, see):
    page = see("leader", "school_numbers", year.school.key)
    assert " % 3 elever" in page.row("Studiespesialisering") and " % 3 elever" in page.row("Vg1")
    assert page.row("ukjent").startswith("ukjent ukjent 3 elever")
    assert page.row("Lærer A").startswith("Lærer A 2 0 0")
    assert page.links_to("school_registration", year.school.key)


def test_a_share_is_of_the_hours_of_those_it_opens_to(year, see):
    board = see("leader", "school_numbers", year.school.key)
    behind = see("leader", "school_hours", year.school.key, etter="programme", gruppe="ST")
    share = board.row("Studiespesialisering").split()[1]
    assert all(str(year.pupils[name]) in behind for name in ("a1", "a2", "a3")) and f"{share} %" in behind
    assert str(year.pupils["b1"]) not in behind
    assert see("leader", "school_hours", year.school.key, etter="navn").status == 404


def test_a_long_list_comes_a_page_at_a_time_and_whom_a_page_does_not_show_is_not_logged(year, see, monkeypatch):
    monkeypatch.setattr(behind, "A_PAGE", 2)
    whole, seen = [], set()
    for side in (1, 2):
        page = see("leader", "class_hours", year.class_a.key, sorter="pupil", side=side)
        assert f"Side {side} av 2" in page
        named = [name for name in ("a1", "a2", "a3") if str(year.pupils[name]) in page]
        logged = set(AccessRecord.objects.filter(page="board_hours").values_list("pupil_key", flat=True)) - seen
        assert logged == {year.pupils[name].key for name in named}
        whole, seen = whole + named, seen | logged
        assert "3 elever" in page, "the sum is of them all"
    assert whole == ["a1", "a2", "a3"]


@pytest.mark.parametrize(("kind", "user", "place"), PLACES)
def test_a_week_opens_to_the_pupils_and_days_it_counts(year, see, kind, user, place):
    board = see(user, f"{kind}_numbers", getattr(year, place).key)
    assert board.links_to(f"{kind}_week", getattr(year, place).key, 37)
    week = see(user, f"{kind}_week", getattr(year, place).key, 37)
    assert "mandag 0,8 timer, tirsdag 0,8 timer" in week.row("Elev A1")
    assert "3 elever · 3,8 av 11,2 timer borte · 33,3 %" in week
    assert AccessRecord.objects.filter(by=user, page="board_week", thing="absence").count() == 3
    for unknown in (30, 43, 60):
        assert see(user, f"{kind}_week", getattr(year, place).key, unknown).status == 404


def test_what_is_kept_for_the_day_gives_way_to_an_import_and_to_a_codes_meaning(year, see):
    def week_37() -> str:
        return see("leader", "school_week", year.school.key, 37).row("Elev A1")

    def year_of_a1() -> str:
        return see("leader", "school_hours", year.school.key).row("Elev A1")

    before = week_37(), year_of_a1()
    put(year.school, "absences", [an_absence(year.pupils["a1"], year.norwegian_a, dt.date(2025, 9, 8), code="X")])
    imported = week_37(), year_of_a1()
    explain_code(
        owner=year.owner, code="X", name="På tur", cause="", documentation="none", counts_as_absence=False,
        valid_from=None, by="administrator", at=AT,
    )  # fmt: skip
    assert len({before, imported, (week_37(), year_of_a1())}) == 3


def test_a_number_opens_to_pupils_and_is_logged_as_what_it_shows(year, see):
    page = see("leader", "school_number", year.school.key, "cases", hos=year.users["contact_a"].username)
    assert "Elev A1" in page and "Lærer A" in page and "Flagg" in page
    assert AccessRecord.objects.filter(by="leader", page="board_cases", thing="case").count() == 2
    assert "Ingen å telle" in see("leader", "school_number", year.school.key, "cases", hos="0")
    assert see("leader", "school_number", year.school.key, "finnes-ikke").status == 404


@pytest.mark.parametrize(("kind", "user", "place"), PLACES)
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_table_is_taken_out_with_what_it_counts_and_by_whom(year, client, kind, user, place, file_format):
    client.force_login(year.users[user])
    answer = client.get(reverse(f"{kind}_file", args=[getattr(year, place).key, "numbers", file_format]))
    body = io.BytesIO(answer.content).getvalue()
    if file_format == "csv":
        text = body.decode("utf-8-sig").replace("\N{NO-BREAK SPACE}", " ")
        assert '"Flagg reist";"2";"2";"2"' in text and "Flagg reist: Flagg som er kommet i skoleåret" in text
        assert "Små tall kan peke ut elever" in text and not any(str(each) in text for each in year.pupils.values())
    assert body
    assert client.get(reverse(f"{kind}_file", args=[getattr(year, place).key, "numbers", "exe"])).status_code == 404


@pytest.mark.parametrize(("kind", "user", "place"), PLACES)
def test_the_whole_board_goes_on_paper(year, client, kind, user, place):
    client.force_login(year.users[user])
    answer = client.get(reverse(f"{kind}_pdf", args=[getattr(year, place).key]))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("user", ["contact_b", "subject", "leader_elsewhere", "analyst", "administrator", "nobody"])
def test_others_find_neither_board(year, see, user):
    for kind, place in (("class", year.class_a), ("school", year.school)):
        for page, *args in (
            ("numbers",),
            ("number", "cases"),
            ("hours",),
            ("week", 37),
            ("file", "numbers", "csv"),
            ("pdf",),
        ):
            assert see(user, f"{kind}_{page}", place.key, *args).status == 404


def test_lessons_not_delivered_are_unknown_and_never_none(cast, see):
    page = see("leader", "school_numbers", cast.school.key)
    assert number_in(page, "Timer ikke ført") == ["ukjent", "–"]
    assert "vi vet ikke hva som er ført" in page


def test_a_board_agrees_with_the_pages_it_opens_to(year, see):
    put(year.school, "lessons", [a_lesson(year.norwegian_a, TODAY - 3 * DAY, registered=False)])
    board, school = (see("leader", name, year.school.key) for name in ("school_numbers", "school_board"))
    assert number_in(board, "Timer ikke ført")[0] == "1" and "Registrering mangler 1 " in school
    waiting = number_in(board, "Venter på samtale nå")[0]
    assert f"Venter på samtale {waiting} elever" in school


def test_a_board_reads_as_much_for_many_as_for_few(year, client, django_assert_max_num_queries):
    client.force_login(year.users["leader"])
    for number in range(12):
        name = f"n{number}"
        year.pupils[name] = a_person(year.owner, "Elev", name)
        enrol(year.pupils[name], year.school)
        belong(year.pupils[name], year.class_b)
        a_case(year, name)
    with django_assert_max_num_queries(110):
        client.get(reverse("school_numbers", args=[year.school.key]))


def test_a_teachers_meetings_are_the_list_behind_the_number(cast, see):
    teacher = cast.users["contact_a"].person
    assert "Ingen møter" in see("leader", "meetings_of_teacher", cast.school.key, teacher.pk)
    assert see("counsellor", "meetings_of_teacher", cast.school.key, teacher.pk).status == 404
    assert see("leader", "meetings_of_teacher", cast.school.key, 1).status == 404
