"""The minutes as one document, and the sheet after the meeting, as pages and as PDF."""

import datetime as dt

import pytest

from tests.cast import TODAY
from tests.meetings import a_case, a_team, a_team_meeting, held, minuted, reported
from tests.pdfs import inside
from tests.rights import rights_of
from tettpaa.follow_up.meetings.models import Meeting, MinutesRead
from tettpaa.follow_up.paper import pdf
from tettpaa.pages.meeting.found import meeting_found
from tettpaa.pages.meeting.paper import minutes_paper, tasks_paper
from tettpaa.pages.meeting.queries import meeting_page
from tettpaa.trust.audit.models import AccessRecord


@pytest.fixture
def meeting(cast) -> Meeting:
    """a1's and b1's cases, both reached, minutes of the first; only staff of 1STA and the school's see a1."""
    team = a_team(cast)
    first, second = reported(team, a_case(cast)), reported(team, a_case(cast, "b1", "contact_b"))
    made = a_team_meeting(team)
    held(made, first, second)
    minuted(first)
    return Meeting.objects.get()


def told(cast, meeting, who: str, paper) -> dict:
    rights = rights_of(cast.users[who])
    return paper(meeting_page(rights, meeting_found(rights, meeting.pk), meeting.ends_at), who, TODAY)


def test_the_document_has_what_the_reader_may_see_and_no_more(cast, client, meeting):
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/mote/{meeting.pk}/referat").text
    assert "Elev A1" in page and "Elev B1" not in page and "Situasjonen" in page
    assert "Hent som PDF" not in page, "the matrix gives a contact teacher no taking out of meetings"
    assert MinutesRead.objects.filter(user=cast.users["contact_a"]).exists(), "so that a correction reaches the reader"
    client.force_login(cast.users["counsellor"])
    page = client.get(f"/mote/{meeting.pk}/referat").text
    assert "Elev B1" in page and "Referat mangler" in page and "Hent som PDF" in page


@pytest.mark.parametrize(("name", "sheet"), [("referat", "minutes"), ("ark", "tasks")])
def test_the_pdf_is_tagged_and_each_pupil_in_it_is_logged_as_taken_out(cast, client, meeting, name, sheet):
    client.force_login(cast.users["leader"])
    answer = client.get(f"/mote/{meeting.pk}/{name}.pdf")
    assert answer.headers["Content-Disposition"].endswith(f'tt-{sheet}.pdf"')
    assert b"<pdfuaid:part>1" in inside(answer.content) and b"/Lang(nb" in inside(answer.content)
    taken = AccessRecord.objects.filter(page="meeting_print", kind="export")
    assert set(taken.values_list("pupil_key", flat=True)) == {cast.pupils["a1"].key, cast.pupils["b1"].key}


@pytest.mark.parametrize("who", ["contact_a", "contact_b", "subject", "leader_elsewhere", "analyst", "nobody"])
def test_who_may_not_take_out_gets_no_pdf(cast, client, meeting, who):
    client.force_login(cast.users[who])
    for name in ("referat", "ark"):
        assert client.get(f"/mote/{meeting.pk}/{name}.pdf").status_code == 404


@pytest.mark.parametrize("who", ["subject", "leader_elsewhere", "nobody"])
def test_who_may_not_read_the_meeting_gets_no_document(cast, client, meeting, who):
    client.force_login(cast.users[who])
    assert client.get(f"/mote/{meeting.pk}/referat").status_code == 404


def test_the_papers_tell_who_does_what_and_when(cast, meeting):
    minutes = told(cast, meeting, "leader", minutes_paper)
    assert [item["name"] for item in minutes["items"]] == ["Elev A1", "Elev B1"]
    assert minutes["items"][1]["parts"][-1] == {"label": "Referat", "text": "Referat mangler"}
    tasks = told(cast, meeting, "leader", tasks_paper)
    assert tasks["rows"][0][0] == "Elev A1" and all(isinstance(cell, str) for row in tasks["rows"] for cell in row)
    assert [fact["label"] for fact in tasks["facts"]][:3] == ["Skole", "Når", "Hvor"]


def test_what_people_write_is_never_markup(cast, meeting):
    paper = told(cast, meeting, "leader", minutes_paper)
    paper["items"][0]["parts"][0]["text"] = '#panic("ut") $x$ *a* 🙂'
    assert pdf.pdf_of("minutes", paper, on=dt.date(2025, 10, 14)).startswith(b"%PDF")
