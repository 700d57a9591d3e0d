"""What leaves this machine is encrypted: to the visitors, and to the database."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests.unit.config.test_sign_in_settings import read, settings_of
from tettpaa.config.checks import how_the_database_is_reached
from tettpaa.config.database import database_from
from tettpaa.config.loopback import is_loopback
from tettpaa.config.management.commands import serve
from tettpaa.config.serve import free_port

AT = "postgresql://tettpaa:ord@{}/tettpaa{}"


@pytest.mark.parametrize(
    ("host", "told"), [("db.fylket.example:5432", "?sslmode=verify-full"), ("10.0.0.7", "?sslmode=require"),
                       ("127.0.0.1:5432", ""), ("[::1]:5432", ""), ("localhost", ""), ("", "")],
)  # fmt: skip
def test_a_database_is_reached_by_tls_or_on_this_machine(host, told):
    reached = database_from(AT.format(host, told), Path())
    assert reached["OPTIONS"].get("sslmode", "") == told.removeprefix("?sslmode=")


@pytest.mark.parametrize("told", ["", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer", "?sslmode="])
def test_a_database_elsewhere_is_not_reached_in_plain_unless_somebody_says_why(told):
    with pytest.raises(ImproperlyConfigured, match="TLS"):
        database_from(AT.format("db.fylket.example", told), Path())
    with pytest.raises(ImproperlyConfigured, match="TLS"):
        database_from(AT.format("db.fylket.example", told), Path(), plain_because="  ")
    database_from(AT.format("db.fylket.example", told), Path(), plain_because="Egen kabel mellom de to maskinene")


def test_a_word_in_the_address_that_nothing_reads_is_told():
    with pytest.raises(ImproperlyConfigured, match="sslmod, which nothing reads"):
        database_from(AT.format("127.0.0.1", "?sslmod=require"), Path())


def test_nothing_starts_with_a_plain_way_to_a_database_elsewhere(tmp_path):
    address = {"TETTPAA_DATABASE_URL": AT.format("db.fylket.example", "")}
    refused = read(tmp_path, **address)
    assert refused.returncode != 0
    assert "sslmode=verify-full" in refused.stderr.splitlines()[-1]
    assert read(tmp_path, **address, TETTPAA_DATABASE_PLAIN="Egen kabel").returncode == 0


@pytest.mark.parametrize(
    ("address", "is_warned"),
    [(AT.format("db.example", "?sslmode=require"), True), (AT.format("db.example", "?sslmode=verify-full"), False),
     (AT.format("127.0.0.1", ""), False), ("", False)],
)  # fmt: skip
def test_a_certificate_nobody_checks_is_warned_of(monkeypatch, tmp_path, address, is_warned):
    told = SimpleNamespace(DATABASES={"default": database_from(address, tmp_path)})
    monkeypatch.setattr("tettpaa.config.checks.settings", told)
    assert [told.id for told in how_the_database_is_reached(None)] == (["config.W001"] if is_warned else [])


class _NeverRun:
    """Stands where the site would be started."""

    def __init__(self, *_words, **_more) -> None:
        self.is_started = False

    def run(self) -> int:
        return 0


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "tettpa.fylket.example"])
def test_a_site_that_others_reach_is_not_served_without_https(settings, monkeypatch, host):
    monkeypatch.setattr(serve, "Site", _NeverRun)
    monkeypatch.setattr(serve, "is_taken", lambda *_where: False)
    with pytest.raises(CommandError, match="TETTPAA_HTTPS=1"):
        call_command("serve", host=host, port=free_port(), stdout=io.StringIO())
    settings.TETTPAA_HTTPS = True
    call_command("serve", host=host, port=free_port(), stdout=io.StringIO())


def test_on_this_machine_it_is_served_as_before(monkeypatch):
    monkeypatch.setattr(serve, "Site", _NeverRun)
    out = io.StringIO()
    call_command("serve", port=free_port(), stdout=out)
    assert "http://127.0.0.1" in out.getvalue()
    assert not is_loopback("localhost.fylket.example")


def test_browsers_hold_the_site_and_what_lies_under_it_to_https(tmp_path):
    asked = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT")
    told = settings_of(tmp_path, TETTPAA_HTTPS="1", TETTPAA_PROXIES="1")
    assert [told[name] for name in asked] == [31_536_000, True, True]
    told = settings_of(tmp_path, TETTPAA_HTTPS="1", TETTPAA_HSTS_SUBDOMAINS="0")
    assert [told[name] for name in asked] == [31_536_000, False, False]


def test_who_comes_by_http_is_sent_on_and_told_to_stay(rf, settings):
    from django.http import HttpResponse
    from django.middleware.security import SecurityMiddleware

    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answers = SecurityMiddleware(lambda _request: HttpResponse("side"))
    plain = answers(rf.get("/min-dag", headers={"X-Forwarded-Proto": "http"}))
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/min-dag")
    told = answers(rf.get("/min-dag", headers={"X-Forwarded-Proto": "https"}))
    assert told.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
