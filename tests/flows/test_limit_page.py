"""The open calculator of the absence limit: no sign-in, nothing stored, the same answer as the judge."""

import pytest
from django.apps import apps

ADDRESS = "/fravarsgrensen/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", "2025-12-01")


def told(*absences, **subject):
    """What the browser sends: each absence as (day, lessons, cause, documentation)."""
    sent = {"subject": "ENG1007", "planned_hours": "", "lesson_minutes": "60"} | subject
    sent |= {"form-TOTAL_FORMS": "4", "form-INITIAL_FORMS": "0"}
    rows = [*absences, *[("", "", "", "none")] * (4 - len(absences))]
    for number, (on, lessons, cause, documentation) in enumerate(rows):
        sent |= {f"form-{number}-on": on, f"form-{number}-lessons": lessons}
        sent |= {f"form-{number}-cause": cause, f"form-{number}-documentation": documentation}
    return sent


FR5 = (("2025-09-01", "6", "a", "self"), ("2025-09-02", "8", "", "none"), ("2025-09-03", "2", "a", "health"))


@pytest.mark.django_db
def test_anybody_may_open_it(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "blir lagret" in answer.content.decode()


@pytest.mark.django_db
def test_the_answer_is_in_plain_words_and_not_kept(client):
    before = {model: model.objects.count() for model in apps.get_models()}
    page = client.post(ADDRESS, told(*FR5)).content.decode()
    assert "Innenfor grensen: 14 av 14" in page
    assert "grensen var nådd, og fraværet er dokumentert av helsepersonell" in page
    assert {model: model.objects.count() for model in apps.get_models()} == before


@pytest.mark.django_db
def test_over_the_limit_tells_what_to_do_next(client):
    page = client.post(ADDRESS, told(("2025-09-01", "15", "", "none"))).content.decode()
    assert "Over grensen: 15 av 14" in page
    assert "rektor avgjøre" in page


@pytest.mark.django_db
def test_hours_that_are_written_go_before_the_subjects(client):
    page = client.post(ADDRESS, told(("2025-09-01", "1", "", "none"), planned_hours="50")).content.decode()
    assert "1 av 5" in page


@pytest.mark.django_db
def test_a_documented_risk_is_heeded(client):
    absences = (("2025-09-01", "14", "", "none"), ("2025-09-02", "3", "a", "self"))
    assert "Over grensen" in client.post(ADDRESS, told(*absences)).content.decode()
    page = client.post(ADDRESS, told(*absences, has_documented_risk="on")).content.decode()
    assert "Innenfor grensen" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(told(subject=""), id="neither subject nor hours"),
        pytest.param(told(("2025-09-01", "", "", "none")), id="a day without lessons"),
        pytest.param(told(("i går", "2", "", "none")), id="no day"),
        pytest.param(told(lesson_minutes="0"), id="lessons of no length"),
        pytest.param({"subject": "ENG1007"}, id="a form cut short"),
        pytest.param(told() | {"form-TOTAL_FORMS": "100000"}, id="far too many rows"),
    ],
)
def test_what_cannot_be_settled_is_told_at_its_field(client, sent):
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 422
    assert "ds-validation-message" in answer.content.decode() or "ds-error-summary" in answer.content.decode()


@pytest.mark.django_db
def test_more_rows_keep_what_was_typed_and_judge_nothing_yet(client):
    page = client.post(ADDRESS, told(FR5[0]) | {"flere": "1"}).content.decode()
    assert 'name="form-7-on"' in page
    assert 'value="2025-09-01"' in page
    assert "ds-error-summary" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("nn", "Tel: eigenmelding"), ("en", "Counts: a self-certificate")])
def test_the_reasons_are_in_the_readers_language(client, language, words):
    page = client.post(ADDRESS, told(FR5[0]), headers={"accept-language": language}).content.decode()
    assert words in page
