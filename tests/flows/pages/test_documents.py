"""Documents about a pupil: added, fetched as a file and only by those the matrix lets, and taken away when wrong."""

import os
import time
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import resolve, reverse

from tests.signed_in import SignedInClient
from tests.uploads import MAKER, PLACE, docx, jpeg
from tettpaa.assess.documents.keeping import sweep_strays
from tettpaa.assess.documents.models import Document
from tettpaa.assess.documents.rules import title_from
from tettpaa.identify.imports.arriving import plain_name, sweep_arriving
from tettpaa.kit import clock
from tettpaa.proofs.walk.visits import ask
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.sharing.actions import share_with
from tettpaa.trust.uploads import store
from tettpaa.trust.uploads.handlers import most_bytes
from tettpaa.trust.uploads.limits import limits_on

NAME = "../../Rapport <b>.exe"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.TETTPAA_HOME = tmp_path


def add(client, cast, user="contact_a", pupil="a1", content=None, **given):
    client.force_login(cast.users[user])
    file = SimpleUploadedFile(NAME, jpeg() if content is None else content, "text/html")
    return client.post(
        reverse("add_document", args=[cast.pupils[pupil].pk]), {"file": file, "form_id": str(uuid.uuid4())} | given
    )


def address(cast, document_id, name="document_file", pupil="a1"):
    return reverse(name, args=[cast.pupils[pupil].pk, document_id])


def test_bytes_that_no_row_points_at_are_swept_after_a_day_and_documents_stay(term, client):
    assert add(client, term).status_code == 302
    document = Document.objects.get()
    store.keep("a" * 32, b"left by a kill")
    now = clock.now()
    assert sweep_strays(now) == 0
    for path in Path(store._path_of(document.pk).parents[1]).rglob("*"):
        os.utime(path, (now.timestamp() - 90_000,) * 2)
    assert sweep_strays(now) == 1
    assert store.content_of("a" * 32) is None and store.content_of(document.pk) is not None


def test_a_document_is_cleaned_kept_out_of_sight_and_sent_as_a_file(term, client):
    assert add(client, term, title="Bilde av skadelapp").status_code == 302
    document = Document.objects.get()
    (kept,) = [path for path in Path(store._path_of(document.pk).parents[1]).rglob("*") if path.is_file()]
    assert (kept.name, kept.stat().st_mode & 0o077) == (document.pk, 0)
    assert "skadelapp" in client.get(reverse("pupil", args=[term.pupils["a1"].pk])).content.decode()
    got = client.get(address(term, document.pk))
    assert got.content == kept.read_bytes() and PLACE not in got.content and MAKER not in got.content
    told = {name: got.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")}
    assert told == {
        "Content-Type": "image/jpeg", "Content-Disposition": 'attachment; filename="bilde-av-skadelapp.jpg"',
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    assert got.headers["Content-Security-Policy"].startswith("sandbox;") and "no-store" in got.headers["Cache-Control"]
    record = AccessRecord.objects.order_by("-pk").first()
    assert (record.page, record.kind, record.pupil_key) == ("document", "opened", term.pupils["a1"].pk)
    event = AuditEvent.objects.get(action="document_added")
    assert event.details["pupil"] == term.pupils["a1"].pk and "skadelapp" not in str(event.details)


def test_only_those_the_matrix_lets_fetch_it_and_refused_is_as_absent(cast, client):
    add(client, cast)
    document = Document.objects.get()
    share_with(
        pupil=cast.pupils["a1"], user=cast.users["contact_b"], things=["plan"], purpose="Overgang til ny klasse",
        basis="duty", law="opplæringslova § 11-1", necessity="Skal ta over som kontaktlærer ved nyttår", begins_at=clock.now(),
        ends_at=clock.now() + clock.dt.timedelta(days=2), by="leader", at=clock.now(), on=clock.today(),
    )  # fmt: skip
    seen = {}
    for user in ("contact_a", "counsellor", "leader", "contact_b", "subject", "leader_elsewhere", "former_contact"):
        one = SignedInClient()
        one.force_login(cast.users[user])
        seen[user] = one.get(address(cast, document.pk)).status_code
        absent, strange = ask(one, address(cast, "x")), ask(one, address(cast, document.pk, pupil="b1"))
        assert absent.status == strange.status == 404
        if seen[user] == 404:
            refused = ask(one, address(cast, document.pk))
            assert (refused.headers, refused.body.replace(document.pk, "x")) == (absent.headers, absent.body)
    assert [user for user, status in seen.items() if status == 200] == ["contact_a", "counsellor", "leader"]
    assert add(client, cast, "subject").status_code == add(client, cast, "contact_b").status_code == 404
    assert Document.objects.count() == 1


def test_what_is_refused_leaves_nothing_behind(cast, client, settings):
    for content, told in ((b"MZ\x90\0", "ikke av en type"), (docx({"word/vbaProject.bin": b"x"}), "makroer")):
        answer = add(client, cast, content=content)
        assert answer.status_code == 422 and told in answer.content.decode()
    settings.TETTPAA_CLAMD = "/ingen/clamd.sock"
    assert "Viruskontrollen svarer ikke" in add(client, cast).content.decode()
    assert not Document.objects.exists() and not (Path(settings.TETTPAA_HOME) / "documents").exists()


def test_one_entered_wrongly_is_gone_with_its_content_and_the_reason_stays(cast, client):
    add(client, cast)
    document = Document.objects.get()
    wrong = address(cast, document.pk, "void_document")
    assert client.post(wrong, {"reason": " "}).status_code == 422
    client.post(wrong, {"reason": "Hører til en annen elev"})
    document.refresh_from_db()
    assert (document.voided_by, store.content_of(document.pk)) == ("contact_a", None)
    assert (
        client.get(address(cast, document.pk)).status_code == client.post(wrong, {"reason": "igjen"}).status_code == 404
    )
    assert AuditEvent.objects.filter(action="document_voided").count() == 1


def test_no_page_takes_in_more_than_it_asks_for(cast, client):
    limits = limits_on(clock.today())
    sizes = {}
    for name, where in (
        ("document", reverse("add_document", args=[1])), ("package", reverse("imports:list")),
        ("form", reverse("identity:sign_in")),
    ):  # fmt: skip
        request = RequestFactory().post(where)
        request.resolver_match, request.user = resolve(where), cast.users["contact_a"]
        sizes[name] = most_bytes(request, limits)
    assert sizes == {
        "document": 2 * limits.document_bytes, "package": limits.package_bytes, "form": limits.form_bytes,
    }  # fmt: skip
    large = {"file": SimpleUploadedFile("x.txt", b"x" * (limits.form_bytes + 1))}
    answer = client.post(reverse("identity:sign_in"), large)
    assert answer.status_code == 400 and "kunne ikke tas imot" in answer.content.decode()
    assert add(client, cast, content=b"x" * (limits.form_bytes + 1)).status_code == 302


def test_names_lead_nowhere_and_what_a_kill_left_on_its_way_in_is_swept(settings):
    assert [plain_name(name) for name in ("..", "a/..", ".", "C:\\x\\..\\a.csv", "", "a\0.csv")] == [
        "fil", "fil", "fil", "a.csv", "fil", "a.csv",
    ]  # fmt: skip
    assert [title_from("", NAME), title_from(" Rapport\n2 ", "x")] == ["Rapport <b>", "Rapport 2"]
    arriving = Path(settings.TETTPAA_HOME) / "arriving"
    for name, age in (("gammel", 90_000), ("ny", 60)):
        (arriving / name / "filer").mkdir(parents=True)
        os.utime(arriving / name, (time.time() - age,) * 2)
    sweep_arriving(86_400)
    assert [path.name for path in arriving.iterdir()] == ["ny"]
