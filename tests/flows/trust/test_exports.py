"""Uttrekk: a file leaves with a purpose, another's yes where it is large, and a row in the log for each pupil in it."""

import csv
import datetime as dt
import io
import uuid
from pathlib import Path

import pytest
from django.urls import reverse

from tests.builders import AT, a_flag, a_person, belong, enrol
from tests.cast import TODAY
from tests.rights import rights_of
from tests.signed_in import SignedInClient
from tettpaa.kit import clock
from tettpaa.proofs.walk.visits import ask
from tettpaa.schools.people.models import Membership
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.exports import jobs, store
from tettpaa.trust.exports.models import Export
from tettpaa.trust.exports.queries import to_answer
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.protection.actions import clear_user, raise_protection
from tettpaa.trust.protection.recall import recall_list, recalled_exports

PURPOSE = "Oppmøtelisten til foreldremøtet i 1STA"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.TETTPAA_HOME = tmp_path


def order(client, cast, user="contact_a", name="order_class_list", key=None, **given) -> Export | None:
    client.force_login(cast.users[user])
    told = {"purpose": PURPOSE, "file_format": "csv", "form_id": str(uuid.uuid4())} | given
    client.post(reverse(name, args=[key or cast.class_a.pk]), told)
    return Export.objects.filter(user=cast.users[user]).order_by("-ordered_at").first()


def work(cast, at=None) -> None:
    jobs.make_ordered(cast.owner, by="worker", at=at or clock.now())
    jobs.delete_over(cast.owner, by="worker", at=at or clock.now())


def fetch(client, cast, export, user="contact_a"):
    client.force_login(cast.users[user])
    return client.get(reverse("export_file", args=[export.pk]))


def many_more(cast, count=28, called="Ny") -> None:
    for number in range(count):
        pupil = a_person(cast.owner, "Elev", f"{called}{number}")
        enrol(pupil, cast.school)
        belong(pupil, cast.class_a)


def test_a_class_list_is_ordered_made_fetched_logged_and_deleted(cast, client):
    cast.pupils["a2"].given_name = "=HYPERLINK(0)"
    cast.pupils["a2"].save()
    export = order(client, cast)
    assert (export.state, export.pupils) == ("ordered", 3)
    assert fetch(client, cast, export).status_code == 404
    work(cast)
    got = fetch(client, cast, export)
    rows = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:4]] == ["Elev", "'=HYPERLINK(0)", "Elev"]
    assert any(PURPOSE in row for row in rows) and any(export.pk in row for row in rows)
    assert export.pk in got.headers["Content-Disposition"] and got.headers["Content-Disposition"].startswith("attach")
    assert got.headers["Content-Security-Policy"].startswith("sandbox")
    assert (got.headers["X-Content-Type-Options"], "no-store" in got.headers["Cache-Control"]) == ("nosniff", True)
    logged = AccessRecord.objects.filter(kind="export", page="export_class_list", by="contact_a")
    assert set(logged.values_list("pupil_key", flat=True)) == {cast.pupils[name].pk for name in ("a1", "a2", "a3")}
    page = client.get(reverse("exports")).content.decode()
    assert PURPOSE in page and "Klar til å hentes" in page and "Elev A1" not in page
    work(cast, clock.now() + dt.timedelta(hours=25))
    assert fetch(client, cast, export).status_code == 404
    assert list(store.kept()) == []
    done = AuditEvent.objects.filter(object_id=export.pk).order_by("pk").values_list("action", flat=True)
    assert set(done) == {"export_ordered", "export_made", "export_fetched", "export_expired"}


def test_a_file_whose_hours_are_over_does_not_wait_for_the_machine(cast, client):
    export = order(client, cast)
    work(cast, clock.now() - dt.timedelta(hours=24, minutes=1))
    assert store.content_of(export.pk) is not None
    assert fetch(client, cast, export).status_code == 404
    assert "Slettet" in client.get(reverse("exports")).content.decode()


def test_more_than_a_class_waits_for_another_who_may_take_out_everybody(cast, client):
    many_more(cast)
    export = order(client, cast, file_format="xlsx")
    assert (export.state, export.pupils) == ("waiting", 31)
    work(cast)
    assert fetch(client, cast, export).status_code == 404
    assert [to_answer(rights_of(cast.users[name])) for name in ("contact_a", "contact_b", "leader_elsewhere")] == [
        [], [], [],
    ]  # fmt: skip
    address = reverse("answer_export", args=[export.pk])
    client.force_login(cast.users["leader_elsewhere"])
    strange, absent = client.post(address, {"answer": "yes"}), client.post(reverse("answer_export", args=["x"]))
    assert strange.status_code == absent.status_code == 404
    client.force_login(cast.users["leader"])
    assert PURPOSE in client.get(reverse("exports_to_answer")).content.decode()
    client.post(address, {"answer": "no", "reason": ""})
    client.post(address, {"answer": "yes"})
    many_more(cast, 1, "Senere")
    work(cast)
    export.refresh_from_db()
    assert (export.state, export.pupils) == ("waiting", 32), "one more than was said yes to"
    client.post(address, {"answer": "yes"})
    work(cast)
    assert fetch(client, cast, export).status_code == 200
    assert AccessRecord.objects.filter(kind="export").count() == 32


def test_nobody_answers_their_own_and_a_no_is_told_with_its_reason(cast, client):
    many_more(cast)
    export = order(client, cast, user="leader")
    address = reverse("answer_export", args=[export.pk])
    assert client.post(address, {"answer": "yes"}).status_code == 404
    client.force_login(cast.users["counsellor"])
    client.post(address, {"answer": "no", "reason": "Bruk listen i skolens system"})
    client.force_login(cast.users["leader"])
    assert "Bruk listen i skolens system" in client.get(reverse("exports")).content.decode()
    waiting = order(client, cast, user="leader")
    work(cast, clock.now() + dt.timedelta(days=8))
    waiting.refresh_from_db()
    export.refresh_from_db()
    assert (export.state, waiting.state) == ("refused", "lapsed")


@pytest.mark.parametrize("what", ["protected", "left", "no_longer_contact_teacher"])
def test_who_may_no_longer_be_seen_does_not_leave(cast, client, what):
    export, later = order(client, cast), order(client, cast)
    jobs.make(export, limits=jobs.limits_on(TODAY), by="worker", at=clock.now())
    if what == "protected":
        raise_protection(person=cast.pupils["a1"], grade="strict", source="Registeret", by="c", at=AT)
    elif what == "left":
        Membership.objects.filter(person=cast.pupils["a1"]).update(valid_to=TODAY - dt.timedelta(days=1))
    else:
        Membership.objects.filter(person=cast.users["contact_a"].person).update(valid_to=TODAY - dt.timedelta(days=1))
    work(cast)
    assert fetch(client, cast, export).status_code == 404
    later.refresh_from_db()
    assert (later.state, later.pupils) == (("withdrawn", 3) if what == "no_longer_contact_teacher" else ("ready", 2))
    assert not AccessRecord.objects.filter(kind="export").exists()
    if what != "no_longer_contact_teacher":
        assert not (Path(store._folder()) / export.pk).exists()
        assert fetch(client, cast, later).status_code == 200


def test_the_most_protected_are_in_no_file_not_even_for_who_is_named(cast, client):
    pupil = cast.pupils["a1"]
    raise_protection(person=pupil, grade="strict", source="Registeret", by="c", at=AT)
    clear_user(user=cast.users["contact_a"], pupil=pupil, reason="Kontaktlærer", since=TODAY, until=None, by="c", at=AT)
    assert order(client, cast).pupils == 2


def test_the_recall_list_tells_of_files_that_held_the_pupil(cast, client):
    fetched, left_lying = order(client, cast), order(client, cast)
    work(cast)
    fetch(client, cast, fetched)
    pupil = cast.pupils["a1"]
    raise_protection(person=pupil, grade="strict", source="Registeret", by="c", at=AT)
    held = recalled_exports(pupil, clock.now())
    assert {(each.export, each.by, each.purpose, each.times_fetched) for each in held} == {
        (fetched.pk, "contact_a", PURPOSE, 1), (left_lying.pk, "contact_a", PURPOSE, 0),
    }  # fmt: skip
    assert ("contact_a", "export") in {(row.by, row.kind) for row in recall_list(pupil, clock.now())}
    assert recalled_exports(cast.pupils["b1"], clock.now()) == []


def test_the_waiting_list_is_for_leaders_and_what_is_refused_is_as_absent(cast, client):
    for name in ("a1", "b1", "elsewhere"):
        a_flag(cast.pupils[name], cast.school_elsewhere if name == "elsewhere" else cast.school, TODAY)
    assert order(client, cast, "contact_a", "order_waiting", cast.school.pk) is None
    assert order(client, cast, "leader_elsewhere", "order_waiting", cast.school.pk) is None
    export = order(client, cast, "leader", "order_waiting", cast.school.pk)
    work(cast)
    text = fetch(client, cast, export, "leader").content.decode("utf-8-sig")
    assert "A1" in text and "B1" in text and "Annensteds" not in text
    client = SignedInClient()
    client.force_login(cast.users["counsellor"])
    refused, absent = (ask(client, reverse("export_file", args=[key])) for key in (export.pk, "x"))
    assert refused.status == absent.status == 404
    assert (refused.headers, refused.body.replace(export.pk, "x")) == (absent.headers, absent.body)


def test_the_one_who_orders_shows_it_once_more_and_says_what_for(cast, client):
    client.force_login(cast.users["contact_a"], strength=Strength.PLAIN)
    address = reverse("order_class_list", args=[cast.class_a.pk])
    assert reverse("identity:step_up") in client.post(address, {"purpose": PURPOSE}).headers["Location"]
    assert order(client, cast, purpose="liste") is None
    assert "Filen får 3 elever" in client.get(address).content.decode()
