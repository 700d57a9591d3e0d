"""What people send in is never a page of the site, nothing in the home is reached by an address, and no folder is listed."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tettpaa.assess.documents.models import Document
from tettpaa.trust.uploads import store
from tettpaa.trust.uploads.sending import attachment

RUNS = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.TETTPAA_HOME = tmp_path


def sent(client, cast, content: bytes, name: str = "side.html", kind: str = "text/html"):
    client.force_login(cast.users["contact_a"])
    file = SimpleUploadedFile(name, content, kind)
    form = {"file": file, "title": "Side", "form_id": str(uuid.uuid4())}
    return client.post(reverse("add_document", args=[cast.pupils["a1"].pk]), form)


@pytest.mark.parametrize("name", ["side.html", "side.txt", "side.svg", "side.php"])
def test_what_would_run_in_a_browser_is_not_taken_whatever_it_is_called(cast, client, name):
    assert sent(client, cast, RUNS, name, "text/plain").status_code == 422
    assert not Document.objects.exists()


def test_what_is_taken_is_kept_where_nothing_serves_or_runs_it_and_sent_as_a_file(cast, client):
    assert sent(client, cast, b"Et notat", "notat.py").status_code == 302, "text is text, whatever it is called"
    document = Document.objects.get()
    assert store._path_of(document.pk).stat().st_mode & 0o111 == 0
    answer = client.get(reverse("document_file", args=[cast.pupils["a1"].pk, document.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="side.txt"'
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize(
    "name",
    ['a".html', "a\r\nSet-Cookie: x=1", "../../etc/passwd", "a;filename=b.exe", "næreøye.txt", "a\x00b", "a/b\\c.txt"],
    ids=ascii,
)
def test_a_name_in_an_answer_is_quoted_and_starts_no_header_of_its_own(name):
    """RFC 6266: between quotation marks, what would end them escaped, and what is not ASCII by its own rule."""
    header = attachment(b"x", "text/plain", name).headers["Content-Disposition"]
    assert not set(header) & set("\r\n\x00") and header.startswith("attachment; filename")
    inside = header.removeprefix('attachment; filename="')
    if inside != header:
        assert inside.endswith('"') and '"' not in inside[:-1].replace('\\"', "")
    else:
        assert header.startswith("attachment; filename*=utf-8''") and not set(header) & set('"\\')


FOLDERS = ["/static/", "/static/kit/", "/static/vendor/htmx/", "/static/identity/", "/documents/", "/.home/", "/media/"]
OUTSIDE = ["/static/../settings.py", "/static/%2e%2e/%2e%2e/config/settings.py", "/static/..%2f..%2fsecret.key", "/secret.key",
           "/tettpaa.sqlite3", "/.git/config", "/static//etc/passwd"]  # fmt: skip


@pytest.mark.parametrize("address", [*FOLDERS, *OUTSIDE])
def test_no_folder_is_listed_and_nothing_beside_the_pages_is_there(client, address, tmp_path, db):
    (tmp_path / "secret.key").write_text("hemmelig")
    answer = client.get(address)
    assert answer.status_code == 404
    assert "hemmelig" not in answer.text and "INSTALLED_APPS" not in answer.text and "Index of" not in answer.text


def test_a_file_of_the_pages_is_there(client, db):
    """Without this the answers above could be those of a site that serves nothing."""
    answer = client.get("/static/vendor/htmx/htmx.min.js")
    assert answer.status_code == 200 and b"htmx" in b"".join(answer.streaming_content)
