"""An administrator sends files on the page, mends faults, approves what the brake holds, and looks back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import make_cast
from tettpaa.identify.imports import running
from tettpaa.identify.imports.models import Import
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.models import AuditEvent

SCHOOLS = "school_id;name\ns1;Skole Prøve\n"
PUPILS = 30


def people(count=PUPILS, family="Elev"):
    return "person_id;given_name;family_name\n" + "".join(f"p{n};Nr {n};{family}\n" for n in range(count))


def enrolments(count=PUPILS):
    return "pupil_id;school_id;valid_from\n" + "".join(f"p{n};s1;2025-08-18\n" for n in range(count))


def package(**tables):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for table, text in tables.items():
            archive.writestr(f"{table}.csv", text)
    return SimpleUploadedFile("pakke.zip", box.getvalue())


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", "2025-10-14")


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.users["administrator"])
    return client


def send(client, *files):
    answer = client.post(reverse("imports:list"), {"kind": "csv", "school_year": "2025", "files": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("received_at")


def carried_on(held):
    running.resume_all(by="prøve", report_for=lambda _held: lambda *_: None)
    held.refresh_from_db()
    return held


def committed(client, **tables):
    held = carried_on(send(client, package(**tables)))
    client.post(reverse("imports:approve", args=[held.pk]), {"reason": "Første import"})
    return carried_on(held)


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_waits_for_a_person_and_is_then_saved(administrator):
    held = send(administrator, package(schools=SCHOOLS, people=people(), enrolments=enrolments()))
    assert held.state == "received"
    assert carried_on(held).state == "compared"
    page = administrator.get(reverse("imports:import", args=[held.pk])).content.decode()
    assert "30 nye" in page and "Godkjenn og lagre" in page
    administrator.post(reverse("imports:approve", args=[held.pk]))
    assert carried_on(held).state == "committed"
    assert Person.objects.filter(source_id="p7").exists()
    assert AuditEvent.objects.filter(action="import_approved", object_id=held.pk, by="administrator").count() == 1
    assert "Lagret" in administrator.get(reverse("imports:import", args=[held.pk])).content.decode()


@pytest.mark.django_db(transaction=True)
def test_several_csv_files_are_one_package(administrator):
    files = [
        SimpleUploadedFile(name, text.encode())
        for name, text in (("schools.csv", SCHOOLS), ("people.csv", people()), ("enrolments.csv", enrolments()))
    ]
    held = carried_on(send(administrator, *files))
    assert held.state == "compared" and held.counts["people"]["new"] == PUPILS


@pytest.mark.django_db(transaction=True)
def test_faults_are_told_by_file_and_row_and_can_be_downloaded(administrator):
    wrong = enrolments().replace("p3;s1;2025-08-18", "p3;s1;18. august")
    held = carried_on(send(administrator, package(schools=SCHOOLS, people=people(), enrolments=wrong)))
    assert held.state == "refused"
    page = administrator.get(reverse("imports:import", args=[held.pk])).content.decode()
    assert "enrolments.csv" in page and "18. august" not in page
    listed = administrator.get(reverse("imports:faults", args=[held.pk])).content.decode()
    assert any(f'"enrolments.csv";"{row}";"valid_from"' in listed for row in (4, 5))
    assert not Person.objects.filter(source_id="p7").exists()


@pytest.mark.django_db(transaction=True)
def test_the_brake_holds_a_school_that_empties_until_somebody_says_why(administrator):
    committed(administrator, schools=SCHOOLS, people=people(), enrolments=enrolments())
    held = carried_on(send(administrator, package(schools=SCHOOLS, people=people(10), enrolments=enrolments(10))))
    assert held.state == "held"
    page = administrator.get(reverse("imports:import", args=[held.pk])).content.decode()
    assert "Bremsen er på" in page
    approve = reverse("imports:approve", args=[held.pk])
    assert administrator.post(approve, {"reason": " "}).status_code == 422
    assert carried_on(held).state == "held"
    administrator.post(approve, {"reason": "Skolen deles i to"})
    assert carried_on(held).state == "committed"


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_import_changes_nothing(administrator):
    held = carried_on(send(administrator, package(schools=SCHOOLS, people=people(), enrolments=enrolments())))
    administrator.post(reverse("imports:cancel", args=[held.pk]))
    assert carried_on(held).state == "cancelled"
    administrator.post(reverse("imports:approve", args=[held.pk]))
    assert carried_on(held).state == "cancelled"
    assert not Person.objects.filter(source_id="p7").exists()


def test_two_files_of_one_name_are_not_one_package(administrator):
    twice = [SimpleUploadedFile("people.csv", b"x"), SimpleUploadedFile("People.csv", b"y")]
    answer = administrator.post(reverse("imports:list"), {"kind": "csv", "school_year": "2025", "files": twice})
    assert answer.status_code == 422 and "samme navn" in answer.content.decode()


@pytest.mark.parametrize("who", ["contact_a", "leader", "analyst", "rule_editor", "nobody"])
def test_nobody_else_finds_the_imports(client, cast, who):
    client.force_login(cast.users[who])
    assert client.get(reverse("imports:list")).status_code == 404


def test_the_administrator_finds_them(administrator):
    assert administrator.get(reverse("imports:list")).status_code == 200


def test_every_table_has_a_template_to_start_from(administrator):
    page = administrator.get(reverse("imports:templates")).content.decode()
    for name in ("absences", "lessons"):
        address = reverse("imports:template", args=[name])
        assert address in page
        assert administrator.get(address).content.decode("utf-8-sig").split(";")[0].strip()
    assert administrator.get(reverse("imports:workbook")).content[:2] == b"PK"
    assert administrator.get(reverse("imports:template", args=["nothing"])).status_code == 404
