"""The pages on limits, connections, logs and cryptography leave nothing out: what they list is held against the code."""

import ast
import re
from types import SimpleNamespace

import pytest
from django.conf import settings

from tests.environment import ROOT
from tettpaa.config.connections import connections
from tettpaa.config.database import database_from
from tettpaa.config.reference import connections_page, cryptography_page, limits_page, logs_page
from tettpaa.config.reference.pages import PAGES
from tettpaa.messages.channels.server import server_from
from tettpaa.trust.identity.outside.issuers import Issuer

SOURCE = ROOT / "src" / "tettpaa"
CRYPTOGRAPHY = re.compile(
    r"^(hashlib|hmac|secrets|cryptography|jwt|fido2|django\.core\.signing|django\.utils\.crypto)\b"
)
ONLY_COMPARES = {"django.utils.crypto.constant_time_compare"}
NETWORK = re.compile(r"^(socket|ssl|urllib\.request|http\.client|smtplib|ftplib|telnetlib|requests|httpx|aiohttp)\b")
# Files that speak to the network, and the row of connections.md that says with whom.
SPEAKS = {
    "trust/identity/outside/documents.py": "TETTPAA_OIDC",
    "trust/uploads/scanning.py": "TETTPAA_CLAMD",
    "messages/channels/smtp.py": "TETTPAA_SMTP_HOST",
    "config/serve.py": "serve --host",  # listens, and looks whether a port is free
}


def imported_by(wanted: re.Pattern) -> set[str]:
    """The files of the product, but for demo and proofs that are no part of a site, that import such a module."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = {f"{node.module}.{each.name}" for each in node.names} - ONLY_COMPARES
            else:
                continue
            if any(wanted.match(name) for name in names):
                found.add(path.relative_to(SOURCE).as_posix())
    return found


def test_every_use_of_cryptography_is_in_the_list_and_every_listed_file_uses_some():
    listed = {file for use in cryptography_page.inventory()["use"] for file in use["files"]}
    assert imported_by(CRYPTOGRAPHY) == listed, "see config/reference/cryptography.toml"


def test_every_key_that_is_used_says_how_it_is_made_changed_and_lost():
    told = cryptography_page.inventory()
    assert {use["key"] for use in told["use"] if "key" in use} == set(told["key"])
    assert all(all(key[name] for name in ("nb", "made", "changed", "lost")) for key in told["key"].values())


def test_whatever_speaks_to_the_network_stands_on_the_page_of_connections():
    found = {file for file in imported_by(NETWORK) if not file.startswith(("demo/", "proofs/", "bench/"))}
    assert found == set(SPEAKS), "see config/connections.py"
    page = connections_page.text()
    assert [setting for setting in SPEAKS.values() if setting not in page] == []


def test_each_setting_that_names_somebody_else_opens_a_connection_and_without_it_there_is_none(tmp_path):
    def to(**given) -> set[str]:
        plain = {
            "TETTPAA_HTTPS": False, "TETTPAA_PROXIES": 0, "ALLOWED_HOSTS": ["x"], "TETTPAA_ISSUERS": {},
            "DATABASES": {"default": database_from("", tmp_path)}, "TETTPAA_CLAMD": "", "TETTPAA_AUDIT_COPY": "",
            "TETTPAA_REMOVED": "removed.jsonl", "TETTPAA_SMTP": server_from({}, ""),
        }  # fmt: skip
        return {each.to for each in connections(SimpleNamespace(**plain | given))}

    assert to() == {"127.0.0.1:8000", "this machine", "removed.jsonl"}
    issuer = Issuer("feide", "Feide", "https://auth.example:8443/x", "tettpaa", "sub")
    database = database_from("postgresql://a:ord@db.example/x?sslmode=verify-full", tmp_path)
    for given, host in (
        ({"TETTPAA_ISSUERS": {"feide": issuer}}, "auth.example:8443"),
        ({"DATABASES": {"default": database}}, "db.example:5432"),
        ({"TETTPAA_CLAMD": "127.0.0.1:3310"}, "127.0.0.1:3310"),
        ({"TETTPAA_SMTP": server_from({"TETTPAA_SMTP_HOST": "mail.example"}, "https://x.example")}, "mail.example:587"),
        ({"TETTPAA_AUDIT_COPY": "/mnt/kopi"}, "/mnt/kopi"),
    ):
        assert host in to(**given)
    told = connections(
        SimpleNamespace(**vars(connections_page._everything_on()) | {"DATABASES": {"default": database}})
    )
    assert "ord" not in {part for each in told for part in re.split(r"\W", f"{each.to} {each.protected_by}")}


def test_no_log_is_written_but_those_on_the_page():
    assert settings.LOGGING["handlers"].keys() == {"console"}
    assert settings.LOGGING["handlers"]["console"]["class"] == "logging.StreamHandler"
    writes = re.compile(r"(File|Syslog|SMTP|HTTP|Socket|Datagram)Handler\(|basicConfig\(|addHandler\(|import syslog")
    elsewhere = [path for path in SOURCE.rglob("*.py") if writes.search(path.read_text("utf-8"))]
    assert elsewhere == []
    for told in logs_page.logs().values():
        assert (SOURCE / told["writer"]).is_file()
        assert all(told[column] for column in logs_page.COLUMNS)


def test_whatever_is_added_to_line_by_line_is_one_of_those_logs():
    """A file opened to be added to is a log of some kind; the import's rows on their way are none."""
    adds = re.compile(r"""open\([^)]*["']ab?["']|O_APPEND""")
    found = {
        path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if adds.search(path.read_text("utf-8"))
    }
    known = {told["writer"] for told in logs_page.logs().values()}
    no_log = {
        "identify/records/keeping.py"
    }  # which schools' years a run of removal has taken from, until it has tidied
    assert {file for file in found if not file.startswith(("demo/", "proofs/", "bench/"))} <= known | no_log


def test_every_file_of_limits_is_on_the_page_of_limits_with_every_figure_it_has():
    page = limits_page.text()
    figures = 0
    for path in SOURCE.rglob("limits.toml"):
        assert f"## `{path.relative_to(SOURCE).as_posix()}`" in page
        for name in re.findall(r"^(?!valid_from|from)(\w+) = \d", path.read_text("utf-8"), re.MULTILINE):
            figures += 1
            assert re.search(rf"`(\w+\.)?{name}`", page), name
    assert figures >= 12
    assert f"| silence that ends a plain session | {settings.SESSION_IDLE_MINUTES['plain']} minutes" in page


@pytest.mark.parametrize("page", ["limits.md", "connections.md", "logs.md", "cryptography.md"])
def test_the_page_is_among_those_that_are_made(page):
    assert len(PAGES[page]()) > 1_000


def test_what_is_written_of_sessions_is_what_is_set():
    text = (ROOT / "docs" / "explanation" / "sessions.md").read_text("utf-8")
    for figure in (
        *(f"{told} minutes" for told in settings.SESSION_IDLE_MINUTES.values()),
        f"{settings.SESSION_HOURS} hours",
    ):
        assert f"| {figure} |" in text
