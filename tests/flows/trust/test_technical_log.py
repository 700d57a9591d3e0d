"""No personal data in the technical log: a canary goes in everywhere, and must not come out."""

import io
import logging
import logging.config

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.technical_log import PlainFormatter

CANARY = "Kanarifugl Kvitrevik"


@requires("public", checked_by_view=("key",))
def falls(request, key):
    name = CANARY
    try:
        raise ValueError(f"cannot place {name} at {key}")
    except ValueError as fault:
        raise RuntimeError(f"{name} again") from fault


@requires("public")
def fine(request):
    logging.getLogger("deltalake.table").warning("could not read %s", CANARY)
    return HttpResponse("ok")


class Urls:
    urlpatterns = [
        path("falls/<str:key>/", falls),
        path("fine/", fine),
        path("", include("tettpaa.config.urls")),
    ]


@pytest.fixture
def written(settings, db, monkeypatch):
    """What the installation's own logging settings write on standard error while the test runs."""
    settings.ROOT_URLCONF = Urls
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logging.config.dictConfig(configured.LOGGING)
    yield stream.getvalue
    root.handlers, level = before
    root.setLevel(level)


def test_a_page_that_falls_is_told_by_type_and_place_only(written):
    answer = Client(raise_request_exception=False).get(f"/falls/{CANARY}/?navn={CANARY}")
    told = written()
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert "500 falls/<str:key>/" in told
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "test_technical_log.py" in told
    assert "Kanarifugl" not in told


def test_an_address_that_is_not_there_is_not_repeated(written):
    Client().get(f"/finnes-ikke/{CANARY}/")
    told = written()
    assert "404" in told
    assert "Kanarifugl" not in told


def test_a_forged_form_is_told_without_its_contents(written):
    answer = Client(enforce_csrf_checks=True).post("/logg-inn", {"username": CANARY, "password": CANARY})
    told = written()
    assert answer.status_code == 403
    assert "403 logg-inn" in told
    assert "Kanarifugl" not in told


def test_a_librarys_values_are_masked(written):
    Client().get("/fine/")
    told = written()
    assert "could not read …" in told
    assert "Kanarifugl" not in told


def test_a_failed_sign_in_is_not_told_by_name(written):
    Client().post("/logg-inn", {"username": CANARY, "password": CANARY})
    assert "Kanarifugl" not in written()


def test_a_log_that_cannot_be_written_does_not_spill_the_values_either(written, monkeypatch):
    spilled = io.StringIO()
    monkeypatch.setattr("sys.stderr", spilled)
    monkeypatch.setattr(PlainFormatter, "format", lambda self, record: 1 / 0)
    Client().get("/fine/")
    assert "Kanarifugl" not in written() + spilled.getvalue()


def test_our_own_words_are_told_whole():
    record = logging.LogRecord("tettpaa.identify", logging.ERROR, "x.py", 1, "%d rows in %s", (3, "absences"), None)
    assert PlainFormatter().format(record).endswith("ERROR tettpaa.identify: 3 rows in absences")


def test_pages_that_show_the_inside_of_the_program_are_off():
    assert configured.DEBUG is False
