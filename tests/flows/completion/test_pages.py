"""Gjennomføring as the owner's analyst reads it, and whom it is not for."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.flows.completion.county import fill
from tettpaa.look_back.completion.jobs import count_completion
from tettpaa.pages.completion.cells import share
from tettpaa.schools.people.models import Enrolment, Person

pytestmark = pytest.mark.django_db
PAGES = ("completion", "completion_passages", "completion_leaving")


def counted(cast) -> None:
    """The county on the morning after it was counted."""
    fill(cast)
    count_completion(cast.owner, TODAY)


def read(client, cast, page: str, user: str = "analyst", **asked: object) -> str:
    client.force_login(cast.users[user])
    answer = client.get(reverse(page), asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def cells(page: str, heading: str) -> list[str]:
    """The text of the cells of the first row with that heading."""
    row = re.search(rf'<tr role="row">\s*<th scope="row"[^>]*>(?:(?!</th>).)*{heading}.*?</tr>', page)
    assert row, f"no row {heading}"
    return [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row[0])]


def test_the_cohort_is_told_with_shares_and_counts(client, cast):
    counted(cast)
    page = read(client, cast, "completion")
    assert cells(page, "2019") == [
        "200", "76,0 % 152 elever", "60,0 % 120 elever", "16,0 % 32 elever", "0 % 0 elever", "0 % 0 elever",
        "14,0 % 28 elever", "10,0 % 20 elever",
    ]  # fmt: skip


def test_and_by_each_property(client, cast):
    counted(cast)
    expected = {"kind": ("Yrkesfag", "100"), "programme": ("Studiespesialisering", "100"), "sex": ("Kvinner", "100"),
                "school": ("Skole A", "100"), "points": ("35–39,9", "52")}  # fmt: skip
    for by, (group, starters) in expected.items():
        page = read(client, cast, "completion", kull=2019, etter=by)
        assert cells(page.split("nærmere")[-1], group)[0] == starters, by


def test_the_whole_country_stands_beside_it(client, cast):
    counted(cast)
    beside = read(client, cast, "completion").split("Ved siden av hele landet</h2>")[1]
    assert cells(beside, "Fylket")[:3] == ["2019", "200", "76,0 % 152 elever"]
    assert cells(beside, "Hele landet")[:3] == ["2019", "65 294", "81,2 %"]
    older = beside.split("Tall telt på en eldre måte")[1]
    assert cells(older, "Hele landet") == ["2013", "65 433", "75,3 %", "81 %", "70 %", "88 %", "62 %"]


def test_the_directorates_series_has_a_page_of_its_own(client, cast):
    counted(cast)
    counties = read(client, cast, "completion_counties")
    assert cells(counties, "Hele landet")[:2] == ["82,1 %", "81,8 %"]
    assert re.search(r"Østfold(?:(?!</th>).)*her", counties)
    assert "76,0 %" not in counties
    assert "79,7 %" not in read(client, cast, "completion")


def test_the_file_holds_what_the_page_tells(client, cast):
    counted(cast)
    client.force_login(cast.users["analyst"])
    answer = client.get(reverse("completion_file", kwargs={"key": cast.owner.pk}))
    assert "attachment" in answer.headers["Content-Disposition"]
    heading, whole, *parts = answer.content.decode("utf-8-sig").replace('"', "").splitlines()
    assert heading.split(";")[:4] == ["Kull", "Etter", "Gruppe", "Begynte"]
    assert whole == "2019;Alle;;200;120;32;0;0;28;20"
    assert "2019;Kjønn;Kvinner;100;60;16;0;0;16;8" in parts
    client.force_login(cast.users["leader"])
    assert client.get(reverse("completion_file", kwargs={"key": cast.owner.pk})).status_code == 404


def test_the_passages_are_drawn_and_stand_in_a_table(client, cast):
    counted(cast)
    page = read(client, cast, "completion_passages")
    assert "Vg1 → Vg2: 172 elever" in page
    assert cells(page, "Høst 2019 → Høst 2020") == ["Vg1", "Vg2", "172"]


def test_leaving_is_told_by_year_by_school_and_by_when(client, cast):
    counted(cast)
    page = read(client, cast, "completion_leaving", skolear=2024)
    assert cells(page, "2024–25")[:2] == ["120", "18,3 % 22 elever"]
    by_school, by_time = page.split("2024–25 etter skole</h2>")[1].split("Når på året de sluttet, 2024–25</h2>")
    assert cells(by_school, "Skole A")[:2] == ["60", "18,3 % 11 elever"]
    assert cells(by_time, "Alle skolene") == ["0", "12", "10"]
    assert "Telt uten at elevstatus eller fagstatus er oppgitt: 120 elever." in page


@pytest.mark.parametrize("page", PAGES)
def test_a_county_without_records_is_told_what_would_fill_the_page(client, cast, page):
    count_completion(cast.owner, TODAY)
    assert re.search("Ingen (kull|skoleår) er telt", read(client, cast, page))


@pytest.mark.parametrize("page", [*PAGES, "completion_counties"])
def test_figures_are_for_those_who_work_for_the_owner(client, cast, page):
    for user, status in (("analyst", 200), ("rule_editor", 200), ("leader", 404), ("contact_a", 404), ("nobody", 404)):
        client.force_login(cast.users[user])
        assert client.get(reverse(page)).status_code == status, user


def test_the_menu_leads_there(client, cast):
    assert f'href="{reverse("completion")}"' in read(client, cast, "owner")


def test_the_yearly_report_tells_the_same(client, cast):
    counted(cast)
    page = read(client, cast, "report")
    assert cells(page.split("Gjennomføring</h2>")[1], "2019")[:2] == ["200", "76,0 % 152 elever"]
    assert cells(page.split("Sluttet i skoleåret</h2>")[1], "2024–25")[:2] == ["120", "18,3 % 22 elever"]


def test_what_is_not_there_gives_what_is(client, cast):
    counted(cast)
    for asked in ({"kull": "x", "etter": "x"}, {"kull": "1900"}):
        assert "Kullet 2019 nærmere" in read(client, cast, "completion", **asked)
    assert "2024–25 etter skole" in read(client, cast, "completion_leaving", skolear="1900")


def test_the_reads_do_not_grow_with_the_county(client, cast, django_assert_max_num_queries):
    counted(cast)
    client.force_login(cast.users["analyst"])
    for page in PAGES:
        with django_assert_max_num_queries(26):
            client.get(reverse(page))


def at_school(client, cast, user: str = "leader", school: str = "school") -> str:
    client.force_login(cast.users[user])
    answer = client.get(reverse("completion_of_school", args=[getattr(cast, school).key]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize(("user", "school"), [("leader", "school"), ("leader_elsewhere", "school_elsewhere")])
def test_a_leader_reads_the_own_schools_part_beside_all_schools_and_the_country(client, cast, user, school):
    counted(cast)
    page = at_school(client, cast, user, school)
    assert cells(page, "2019") == [
        "100", "76,0 % 76 elever, 67–83 %", "60,0 % 60 elever", "16,0 % 16 elever", "14,0 % 14 elever",
        "10,0 % 10 elever", "76,0 % 152 elever", "81,2 %",
    ]  # fmt: skip
    assert cells(page, "2024–25") == ["60", "18,3 % 11 elever", "0", "6", "5", "0 % 0 elever"]


def test_of_what_has_not_come_yet_nobody_says_that_nobody_left(client, cast):
    """On 14 October nobody knows of the spring."""
    fill(cast)
    here = Enrolment.objects.filter(school_year=2025)
    here.update(year_level="Vg1")
    Person.objects.filter(enrolments__in=here).update(birth_date=dt.date(2009, 5, 1))
    count_completion(cast.owner, TODAY)
    this_year = cells(at_school(client, cast), "2025–26")
    assert this_year[-2] == "ikke ennå" and "til nå" in at_school(client, cast)
    when = read(client, cast, "completion_leaving", skolear=2025).split("Når på året", 1)[1]
    assert cells(when, "Alle skolene")[-1] == "ikke ennå" != cells(when, "Alle skolene")[1]


@pytest.mark.parametrize("user", ["contact_a", "subject", "leader_elsewhere", "analyst", "nobody"])
def test_the_schools_part_is_for_its_leaders(client, cast, user):
    counted(cast)
    client.force_login(cast.users[user])
    assert client.get(reverse("completion_of_school", args=[cast.school.key])).status_code == 404


def test_before_a_night_has_counted_the_school_is_told_so(client, cast):
    assert "Ikke talt ennå" in at_school(client, cast)
    assert reverse("completion_of_school", args=[cast.school.key]) in client.get(
        reverse("school_board", args=[cast.school.key])
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(16, 201, "8,0"), (12, 201, "6,0"), (13, 80, "16,3"), (1, 3, "33,3"), (6, 227, "2,6"), (11, 227, "4,8")],
)
def test_a_share_is_rounded_as_it_is_published(part, whole, shown):
    assert share(part, whole).value == f"{shown}\N{NO-BREAK SPACE}%"
