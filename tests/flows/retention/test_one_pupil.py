"""One pupil: her own page and files, the copy an owner answers with, and erasure in two steps."""

import csv
import datetime as dt
import io
import json
import uuid
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from tests.builders import a_flag, a_person, a_user, enrol, grant
from tests.cast import TODAY
from tests.records import an_absence, put
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.talks.models import Contact
from tettpaa.config.keeping import all_classes
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.identify.flags.models import Flag
from tettpaa.identify.records.reading import connect, records
from tettpaa.kit.clock import OSLO
from tettpaa.pages.own_record.files import safe
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.models import AddressProtection
from tettpaa.trust.retention.actions import approve_run, plan_erasure, plan_retention
from tettpaa.trust.retention.carrying_out import carry_out, replay
from tettpaa.trust.retention.models import Run

NOW = dt.datetime.combine(TODAY, dt.time(12), OSLO)


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.TETTPAA_REMOVED = tmp_path / "elsewhere" / "removed.jsonl"


@pytest.fixture
def followed(cast):
    """a1: absent, flagged, spoken with by Lærer A, seen, with a guardian and a protected address."""
    a1 = cast.pupils["a1"]
    put(
        cast.school,
        "absences",
        [an_absence(cast.pupils[name], cast.norwegian_a, TODAY, code="SYK") for name in ("a1", "a2")],
    )
    a_flag(a1, cast.school, TODAY)
    Contact.objects.create(
        pupil=a1,
        on=TODAY,
        channel="phone",
        was_reached=True,
        line="=sov dårlig",
        recorded_at=NOW,
        recorded_by="contact_a",
    )
    GuardianLink.objects.create(
        key=1, pupil=a1, guardian=a_person(cast.owner, "Foresatt", "Skjult"), has_parental_responsibility=True
    )
    AddressProtection.objects.create(person=a1, grade="confidential", source="register", raised_by="x", raised_at=NOW)
    record_access(
        by="contact_a", at=NOW, page="pupil", kind="opened", thing="pupil_page", purpose="follow_up",
        looks=[Look(a1.pk, "contact_teacher 2025-08-18", cast.school.pk)],
    )  # fmt: skip
    cast.users["a1"] = a_user("pupil_a1", a1)
    return cast


def private(client, user):
    client.force_login(user, strength=Strength.PLAIN, persona="private")
    return client


def others_named(text: str) -> list[str]:
    return [
        word for word in ("contact_a", "Lærer", "Skjult", "A2", "confidential", "Fortrolig", "NULL") if word in text
    ]


def test_a_pupil_reads_all_that_is_held_about_her_and_nobody_else(followed, client):
    answer = private(client, followed.users["a1"]).get(reverse("own_record"))
    page = answer.content.decode()
    assert all(word in page for word in ("=sov dårlig", "SYK", "kontaktlærer", "Skole A", "3-dager", "1STA"))
    assert others_named(page) == []
    # What is left out is the same list whether there is anything or not: it tells no secret.
    assert "Adressebeskyttelse: Adressebeskyttelse vises ikke på skjerm" in page
    look = AccessRecord.objects.latest("id")
    assert (look.by, look.pupil_key, look.page, look.purpose) == (
        "pupil_a1",
        followed.pupils["a1"].pk,
        "own_record",
        "own",
    )


def test_how_often_a_measure_is_done_is_told_in_words_and_not_taken_for_a_school(followed, client):
    case = open_case(pupil=followed.pupils["a1"], school=followed.school, because="flag", reason="Borte",
                     responsible=followed.users["contact_a"], by="contact_a", at=NOW)  # fmt: skip
    wish = Wish("fixed_talks", "Mandager", TODAY, TODAY + dt.timedelta(days=30), "Skolen", Decimal(1), "week")
    plan_measure(case=case, wish=wish, school=followed.school, responsible=followed.users["contact_a"],
                 form_id=uuid.uuid4(), by="contact_a", at=NOW)  # fmt: skip
    page = private(client, followed.users["a1"]).get(reverse("own_record"))
    assert page.status_code == 200 and "per uke" in page.text


def test_at_work_and_for_nobody_the_page_holds_nothing_and_the_files_are_not_there(followed, client):
    for user in ("leader", "nobody"):
        client.force_login(followed.users[user])
        assert client.get(reverse("own_record")).status_code == 200
        assert client.get(reverse("own_record_file", args=["json"])).status_code == 404
    assert not AccessRecord.objects.filter(page="own_record").exists()


def test_the_files_hold_the_same_and_cannot_be_run_as_formulas(followed, client):
    private(client, followed.users["a1"])
    told = json.loads(client.get(reverse("own_record_file", args=["json"])).content)
    rows = {part["table"]: part["rows"] for part in told["parts"]}
    assert rows["talks.Contact"][0]["line"] == "=sov dårlig"
    assert [row["code"] for row in rows["absences"]] == ["SYK"]
    assert {row["role"] for row in rows["audit.AccessRecord"]} == {"kontaktlærer", "eleven selv"}
    assert "protection.AddressProtection" not in rows
    assert others_named(json.dumps(told["parts"], ensure_ascii=False)) == []
    archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("own_record_file", args=["zip"])).content))
    (head, row) = csv.reader(io.StringIO(archive.read("talks.Contact.csv").decode("utf-8-sig")), delimiter=";")
    assert "'=sov dårlig" in row and len(head) == len(row)
    assert "=sov dårlig" in archive.read("les-meg.html").decode()
    assert client.get(reverse("own_record_file", args=["exe"])).status_code == 404
    assert [safe(cell) for cell in ("+1", "a=b", "")] == ["'+1", "a=b", ""]


def test_the_owners_copy_holds_what_the_screen_does_not_and_is_logged_with_its_purpose(followed, tmp_path):
    a1, file = followed.pupils["a1"], tmp_path / "kopi.json"
    call_command("pupil", "copy", a1.source_id, to=file)
    rows = {part["table"]: part["rows"] for part in json.loads(file.read_text("utf-8"))["parts"]}
    assert rows["protection.AddressProtection"][0]["grade"] == "Fortrolig adresse"
    assert "contact_a" not in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0
    look = AccessRecord.objects.latest("id")
    assert (look.pupil_key, look.purpose, look.role) == (a1.pk, "answering", "operator")


def test_a_pupil_who_goes_to_school_keeps_what_the_school_needs_and_is_told_why(followed):
    run = plan_erasure(pupil=followed.pupils["a1"], classes=all_classes(), reason="Brev", by="operator", at=NOW)
    assert all(part.stays for part in run.parts.all() if part.planned)
    assert "artikkel 17 nr. 3" in run.parts.get(name="flags.Flag").stays
    with pytest.raises(ValidationError, match="bedt om"):
        plan_erasure(pupil=followed.pupils["a1"], classes=all_classes(), reason=" ", by="operator", at=NOW)


def test_one_who_has_left_is_erased_but_for_what_the_law_keeps(followed):
    a1 = followed.pupils["a1"]
    a1.enrolments.update(valid_to=dt.date(2025, 9, 30))
    Person.objects.filter(pk=a1.pk).update(email="a1@example.org")
    run = plan_erasure(pupil=a1, classes=all_classes(), reason="Brev av 1. oktober", by="operator", at=NOW)
    with pytest.raises(ValidationError, match="En annen"):
        approve_run(run=run, by="operator", at=NOW)
    approve_run(run=run, by="officer", at=NOW)
    run = carry_out(run=run, classes=all_classes(), archive=None, by="operator", at=NOW)
    assert (run.state, run.pupil_key) == ("done", None)
    assert not Flag.objects.filter(pupil=a1).exists()
    assert not GuardianLink.objects.filter(pupil=a1).exists()
    assert Contact.objects.filter(pupil=a1).exists()  # kept by the archive's law, so the name must stand
    kept = Person.objects.get(pk=a1.pk)
    assert (kept.family_name, kept.email) == ("A1", "")
    assert not followed.users["a1"]._meta.model.objects.filter(username="pupil_a1").exists()
    with connect() as con:
        left = [row[0] for row in records(con, followed.owner, "absences").project("pupil").fetchall()]
    assert left == [followed.pupils["a2"].pk]
    # A restored backup has them again; the ledger takes the same away.
    Person.objects.filter(pk=a1.pk).update(email="a1@example.org")
    put(
        followed.school,
        "absences",
        [an_absence(followed.pupils[name], followed.norwegian_a, TODAY) for name in ("a1", "a2")],
    )
    counts = replay(classes=all_classes(), by="operator", at=NOW + dt.timedelta(hours=1))
    assert counts["absences"] == counts["people"] == 1
    assert Person.objects.get(pk=a1.pk).email == ""


def test_the_privacy_officer_approves_on_a_page_without_names_and_nobody_else_finds_it(cast, client):
    gone = a_person(cast.owner, "Elev", "Borte")
    enrol(gone, cast.school, since=dt.date(2018, 9, 3), school_year=2018)
    run = plan_retention(owner=cast.owner, classes=all_classes(), as_of=TODAY, by="operator", at=NOW)
    officer = a_user("officer")
    grant(officer, RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    address = reverse("removal_run", args=[run.reference])
    for user in ("leader", "administrator", "contact_a"):
        client.force_login(cast.users[user])
        assert client.get(address).status_code == client.post(address, {"act": "approve"}).status_code == 404
    client.force_login(officer)
    page = client.get(address).content.decode()
    assert "Personer" in page and "Skole A: 1" in page and "Borte" not in page
    assert client.get(reverse("removal")).status_code == 200
    assert client.post(address, {"act": "x"}).status_code == 422
    assert client.post(address, {"act": "approve"}).status_code == 302
    assert Run.objects.get().approved_by == "officer"
    assert client.post(address, {"act": "reject"}).status_code == 422
