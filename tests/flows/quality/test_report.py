"""The yearly report says on paper and in files what the pages say, in both forms of Norwegian, and names nobody."""

import datetime as dt
import io

import pytest
from django.urls import reverse

from tests.builders import SCHOOL_YEAR, a_person, enrol
from tests.cast import TODAY
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.quality.models import FigureTotal
from tettpaa.look_back.statistics.models import WeeklyTotal


@pytest.fixture
def counted(cast):
    """Twenty pupils more, a month of weeks, and a figure of 8 among 20 at each school."""
    for school in (cast.school, cast.school_elsewhere):
        for number in range(20):
            enrol(a_person(cast.owner, "Elev", f"{school.name} {number}"), school)
        for week in range(6):
            for year, away in ((SCHOOL_YEAR, 50.0 + week), (SCHOOL_YEAR - 1, 40.0)):
                WeeklyTotal.objects.create(
                    school=school, school_year=year, programme="ST", level="Vg1", pupils=20, away_hours=away,
                    monday=dt.date(year, 9, 1) + dt.timedelta(weeks=week), registered_hours=500, counted_on=TODAY,
                )  # fmt: skip
    count_figures(cast.owner, TODAY)
    FigureTotal.objects.filter(figure="flag_talk").update(met=8, unmet=12, unknown=0, median_days=3)
    return cast


def test_the_report_holds_every_part_once(counted, client):
    client.force_login(counted.users["analyst"])
    page = client.get(reverse("report")).content.decode()
    for title in ("Utvikling", "Etter utdanningsprogram", "Snakket med innen en skoleuke", "Dialogen holdes"):
        assert page.count(f"{title}</h2>") == 1
    assert "Studiespesialisering" in page and ">ST<" not in page
    assert not any(str(pupil) in page for pupil in counted.pupils.values())


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_one_press_gives_it_on_paper(counted, client, language):
    client.force_login(counted.users["analyst"])
    answer = client.get(reverse("report_pdf", args=[language]))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF") if answer.streaming else answer.content.startswith(b"%PDF")
    assert client.get(reverse("report_pdf", args=["xx"])).status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_table_is_taken_out_as_it_is_shown(counted, client, file_format):
    client.force_login(counted.users["analyst"])
    answer = client.get(reverse("report_table", args=["flag_talk", file_format]))
    body = io.BytesIO(b"".join(answer) if answer.streaming else answer.content).getvalue()
    if file_format == "csv":
        text = body.decode("utf-8-sig").replace("\N{NO-BREAK SPACE}", " ")
        assert '"Skole A";"40 % (mellom 22 og 61 %)";"20"' in text
    assert body


@pytest.mark.parametrize("who", ["leader", "counsellor", "contact_a", "administrator", "nobody"])
def test_nobody_else_finds_it(counted, client, who):
    client.force_login(counted.users[who])
    for address in (
        reverse("report"),
        reverse("report_pdf", args=["nb"]),
        reverse("report_table", args=["schools", "csv"]),
    ):
        assert client.get(address).status_code == 404


def test_what_is_no_table_is_not_there(counted, client):
    client.force_login(counted.users["analyst"])
    for part, file_format in (("schools", "exe"), ("nothing", "csv")):
        assert client.get(reverse("report_table", args=[part, file_format])).status_code == 404
