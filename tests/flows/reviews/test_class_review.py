"""The class on one sheet: those around the table write it, nobody writes over anybody, and nobody is passed over."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_flag
from tests.flows.plans.made import a_case, a_plan
from tests.rights import rights_of
from tettpaa.assess.cases.models import Case
from tettpaa.assess.reviews.actions import WrittenMeanwhile, close_review, open_review, write_line
from tettpaa.assess.reviews.models import ClassReview, ReviewLine
from tettpaa.assess.talks.actions import record_contact
from tettpaa.follow_up.plans.models import Plan
from tettpaa.pages.class_review.tasks import tasks_for
from tettpaa.trust.audit.models import AccessRecord, AuditEvent

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(hours=1)
FACTS = [{"indicator": "absence_days", "value": 4, "window": None, "threshold": 3, "from": "2025-09-15",
          "to": "2025-10-13", "unknown_days": 0}]  # fmt: skip


@pytest.fixture
def review(cast) -> ClassReview:
    return open_review(group=cast.class_a, half=1, by="counsellor", at=AT)


def written(review, pupil, choice="fine", line="", **changed) -> ReviewLine:
    given = {"began_from": 0, "by": "counsellor", "at": AT}
    return write_line(review=review, pupil=pupil, choice=choice, line=line, **given | changed)


def sent(cast, **of_pupils) -> dict:
    """What the sheet sends: (choice, line, number begun from) by pupil."""
    told = {}
    for name, (choice, line, began_from) in of_pupils.items():
        key = cast.pupils[name].key
        told |= {f"{key}-choice": choice, f"{key}-line": line, f"{key}-began_from": str(began_from)}
    return told


def test_a_class_has_one_sheet_a_half_year(cast, review):
    assert open_review(group=cast.class_a, half=1, by="leader", at=LATER) == review
    assert open_review(group=cast.class_a, half=2, by="leader", at=LATER) != review
    with pytest.raises(ValidationError):
        open_review(group=cast.class_a, half=3, by="leader", at=LATER)


def test_each_writing_stays_and_nobody_writes_over_another(cast, review):
    pupil = cast.pupils["a1"]
    first = written(review, pupil)
    assert written(review, pupil) == first, "the same words again write nothing"
    second = written(review, pupil, "talk", began_from=1, by="contact_a")
    with pytest.raises(WrittenMeanwhile) as meanwhile:
        written(review, pupil, "case", "Borte hver mandag", began_from=1, by="leader")
    assert meanwhile.value.newest == second
    assert [line.number for line in ReviewLine.objects.order_by("number")] == [1, 2]
    with pytest.raises(ValidationError):
        written(review, pupil, "meeting", began_from=2)


def test_a_review_is_closed_with_who_took_part_and_then_stands(cast, review):
    written(review, cast.pupils["a1"], "talk")
    for nobody in ([], ["contact_b"]):
        with pytest.raises(ValidationError):
            close_review(review=review, took_part=nobody, by="counsellor", at=LATER)
    close_review(review=review, took_part=["leader", "contact_a"], by="counsellor", at=LATER)
    assert review.took_part == ["contact_a", "leader"] and review.closed_by == "counsellor"
    with pytest.raises(ValidationError, match="avsluttet"):
        written(review, cast.pupils["a2"])
    with pytest.raises(ValidationError, match="avsluttet"):
        close_review(review=review, took_part=["leader"], by="leader", at=LATER)
    told = AuditEvent.objects.filter(object_kind="class_review").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["class_review_opened", "review_line_written", "class_review_closed"]


@pytest.mark.parametrize("who", ["contact_a", "counsellor", "leader"])
def test_those_around_the_table_read_and_write(cast, client, review, who):
    client.force_login(cast.users[who])
    assert client.get(f"/klasse/{cast.class_a.key}/gjennomgang").status_code == 200
    page = client.get(f"/gjennomgang/{review.pk}")
    assert all(f"Elev A{number}" in page.text for number in (1, 2, 3)) and "Elev B1" not in page.text
    shown = AccessRecord.objects.filter(page="class_review", by=who).values_list("pupil_key", flat=True)
    assert set(shown) == {cast.pupils[name].key for name in ("a1", "a2", "a3")}
    answer = client.post(f"/gjennomgang/{review.pk}/skriv", sent(cast, a1=("talk", "", 0)), follow=True)
    assert "1 av 3" in answer.text and ReviewLine.objects.get().written_by == who


@pytest.mark.parametrize("who", ["contact_b", "subject", "leader_elsewhere", "former_contact", "analyst", "nobody"])
def test_nobody_else_meets_the_sheet(cast, client, review, who):
    client.force_login(cast.users[who])
    for address in ("", "/ark", "/avslutt"):
        assert client.get(f"/gjennomgang/{review.pk}{address}").status_code == 404
    assert client.post(f"/gjennomgang/{review.pk}/skriv", sent(cast, a1=("fine", "", 0))).status_code == 404
    assert client.get(f"/klasse/{cast.class_a.key}/gjennomgang").status_code == 404
    assert not ReviewLine.objects.exists()


def test_a_contact_teacher_neither_opens_nor_closes(cast, client, review):
    client.force_login(cast.users["contact_a"])
    assert client.post(f"/klasse/{cast.class_a.key}/gjennomgang/ny", {"half": "2"}).status_code == 404
    assert client.post(f"/gjennomgang/{review.pk}/avslutt", {"took_part": ["contact_a"]}).status_code == 404
    client.force_login(cast.users["leader"])
    assert client.post(f"/klasse/{cast.class_a.key}/gjennomgang/ny", {"half": "2"}).status_code == 302
    assert ClassReview.objects.count() == 2


def test_what_is_known_is_filled_in(cast, client, review):
    pupil = cast.pupils["a1"]
    a_flag(pupil, cast.school, dt.date(2025, 10, 13), facts=FACTS)
    record_contact(
        pupil=cast.pupils["a2"], on=dt.date(2025, 10, 13), channel="in_person", was_reached=True, line="Det går bra",
        by="contact_a", at=AT,
    )  # fmt: skip
    client.force_login(cast.users["counsellor"])
    page = client.get(f"/gjennomgang/{review.pk}").text
    assert "4\N{NO-BREAK SPACE}dager." in page and "i går" in page and "ikke ennå" in page
    assert page.count("Ikke gått gjennom") == 3


def test_an_open_plan_stands_on_the_sheet_and_on_paper_and_an_ended_one_does_not(cast, client, review):
    plan = a_plan(a_case(cast))
    client.force_login(cast.users["counsellor"])
    sheet, paper = client.get(f"/gjennomgang/{review.pk}").text, client.get(f"/gjennomgang/{review.pk}/ark").text
    assert sheet.count(f'"/plan/{plan.pk}"') == 1 and "Evalueres" in sheet and paper.count("plan: ") == 1
    Plan.objects.filter(pk=plan.pk).update(state="ended")
    assert f'"/plan/{plan.pk}"' not in client.get(f"/gjennomgang/{review.pk}").text


def test_the_whole_sheet_is_sent_at_once_and_a_conflict_costs_nobody_elses_line(cast, client, review):
    written(review, cast.pupils["a1"], "talk", by="contact_a")
    client.force_login(cast.users["counsellor"])
    told = sent(cast, a1=("case", "Borte hver mandag", 0), a2=("fine", "", 0), a3=("meeting", "", 0))
    met = client.post(f"/gjennomgang/{review.pk}/skriv", told)
    assert met.status_code == 409
    assert "Lærer A skrev mens du skrev: Kontaktlærer snakker med eleven" in met.text
    assert "Borte hver mandag" in met.text, "what one wrote oneself stands in the form"
    assert "Skriv kort hvorfor" in met.text, "the third is refused, by itself"
    assert {(line.pupil, line.choice) for line in ReviewLine.objects.all()} == {
        (cast.pupils["a1"], "talk"), (cast.pupils["a2"], "fine"),
    }  # fmt: skip
    told = sent(cast, a1=("case", "Borte hver mandag", 1), a2=("fine", "", 0), a3=("", "", 0))
    page = client.post(f"/gjennomgang/{review.pk}/skriv", told | {"at": cast.pupils["a1"].key}, follow=True)
    assert page.redirect_chain[-1][0].endswith(f"#elev-{cast.pupils['a1'].key}")
    assert "Skrevet tidligere" in page.text and "2 av 3" in page.text


def test_what_another_wrote_of_somebody_one_did_not_touch_is_no_conflict(cast, client, review):
    written(review, cast.pupils["a1"])
    written(review, cast.pupils["a1"], "meeting", "Foresatte har ringt", began_from=1, by="contact_a")
    client.force_login(cast.users["counsellor"])
    told = sent(cast, a1=("fine", "", 1), a2=("talk", "", 0), a3=("", "", 0))
    page = client.post(f"/gjennomgang/{review.pk}/skriv", told, follow=True)
    assert "Lagret for 1 elev." in page.text and "Foresatte har ringt" in page.text
    assert ReviewLine.objects.filter(pupil=cast.pupils["a1"]).count() == 2


def test_a_case_is_opened_from_a_line_with_its_reason(cast, client, review):
    pupil = cast.pupils["a1"]
    written(review, pupil, "case", "Borte hver mandag")
    client.force_login(cast.users["counsellor"])
    assert f"/elev/{pupil.key}/sak" in client.get(f"/gjennomgang/{review.pk}").text
    form = client.get(f"/elev/{pupil.key}/sak").context["form"]
    assert form.initial == {"because": "review", "reason": "Borte hver mandag"}
    client.post(f"/elev/{pupil.key}/sak", form.initial)
    assert f"/sak/{Case.objects.get().pk}" in client.get(f"/gjennomgang/{review.pk}").text


def test_who_is_not_gone_through_shows_when_it_is_closed_and_on_paper(cast, client, review):
    written(review, cast.pupils["a1"], "talk")
    client.force_login(cast.users["counsellor"])
    page = client.get(f"/gjennomgang/{review.pk}/avslutt").text
    assert "Elev A1" not in page and "Elev A2" in page and "Elev A3" in page
    assert client.post(f"/gjennomgang/{review.pk}/avslutt", {}).status_code == 422
    closed = client.post(f"/gjennomgang/{review.pk}/avslutt", {"took_part": ["leader", "contact_a"]}, follow=True).text
    assert "Leder A" in closed and "Lærer A" in closed and closed.count("Ikke gått gjennom") == 2
    assert "Lagre alt" not in closed
    assert "ikke gått gjennom" in client.get(f"/gjennomgang/{review.pk}/ark").text
    refused = client.post(f"/gjennomgang/{review.pk}/skriv", sent(cast, a2=("fine", "", 0)), follow=True)
    assert "Ingenting var endret" in refused.text and ReviewLine.objects.count() == 1


def test_what_waits_is_told_to_who_it_waits_for(cast, review):
    def tasks(name):
        return [task.words for task in tasks_for(rights_of(cast.users[name]))]

    written(review, cast.pupils["a1"], "talk")
    written(review, cast.pupils["a2"], "fine")
    assert tasks("counsellor") == tasks("leader") == ["Avslutt klassegjennomgangen av 1STA"]
    assert tasks("contact_a") == ["Snakk med Elev A1, som avtalt i klassegjennomgangen"]
    assert tasks("contact_b") == tasks("subject") == []
    record_contact(
        pupil=cast.pupils["a1"], on=AT.date(), channel="in_person", was_reached=True, line="Snakket", by="contact_a",
        at=LATER,
    )  # fmt: skip
    close_review(review=review, took_part=["leader"], by="leader", at=LATER)
    assert tasks("counsellor") == tasks("contact_a") == []


def test_the_sheet_asks_a_number_of_questions_that_does_not_grow(cast, client, review, django_assert_max_num_queries):
    for name in ("a1", "a2", "a3"):
        written(review, cast.pupils[name], "talk")
    client.force_login(cast.users["counsellor"])
    with django_assert_max_num_queries(34):
        assert client.get(f"/gjennomgang/{review.pk}").status_code == 200
