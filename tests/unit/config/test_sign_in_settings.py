"""What the environment says about signing in, read by a process of its own."""

import json
import os
import subprocess
import sys

import pytest

ASKED = (
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "TETTPAA_LOCAL_PASSWORDS", "TETTPAA_FIRST_FACTOR",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_PATH",
    "SESSION_COOKIE_DOMAIN",
)  # fmt: skip
PROGRAM = f"""
import json
from django.conf import settings
told = {{name: getattr(settings, name) for name in {ASKED}}}
told["issuers"] = [[one.key, one.name, one.issuer, one.claim, one.secret] for one in settings.TETTPAA_ISSUERS.values()]
print(json.dumps(told))
"""


def read(home, **given: str) -> subprocess.CompletedProcess:
    environment = {name: told for name, told in os.environ.items() if not name.startswith("TETTPAA_")}
    environment |= {"TETTPAA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tettpaa.config.settings"} | given
    words = [sys.executable, "-c", PROGRAM]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def settings_of(home, **given: str) -> dict:
    return json.loads(read(home, **given).stdout)


def test_by_https_cookies_are_bound_to_this_host_and_passwords_are_off(tmp_path):
    told = settings_of(tmp_path, TETTPAA_HTTPS="1")
    assert (told["SESSION_COOKIE_NAME"], told["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    # What a browser asks of a cookie with that name.
    assert told["SESSION_COOKIE_SECURE"] and told["CSRF_COOKIE_SECURE"]
    assert (told["SESSION_COOKIE_PATH"], told["SESSION_COOKIE_DOMAIN"]) == ("/", None)
    assert told["SESSION_COOKIE_HTTPONLY"] and told["CSRF_COOKIE_HTTPONLY"]
    assert told["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert told["SECURE_HSTS_SECONDS"] == 31_536_000
    assert (told["TETTPAA_LOCAL_PASSWORDS"], told["TETTPAA_FIRST_FACTOR"]) == (False, "code")


def test_on_one_machine_all_works_without_https(tmp_path):
    told = settings_of(tmp_path)
    assert (told["SESSION_COOKIE_NAME"], told["SESSION_COOKIE_SECURE"]) == ("session", False)
    assert (told["TETTPAA_LOCAL_PASSWORDS"], told["TETTPAA_FIRST_FACTOR"]) == (True, "self")


@pytest.mark.parametrize("given", [{"TETTPAA_LOCAL_PASSWORDS": "1"}, {"TETTPAA_DEMO": "1"}])
def test_passwords_can_be_switched_on(tmp_path, given):
    assert settings_of(tmp_path, TETTPAA_HTTPS="1", **given)["TETTPAA_LOCAL_PASSWORDS"] is True


def a_file(tmp_path, text: str) -> str:
    path = tmp_path / "oidc.toml"
    path.write_text(text)
    return str(path)


def test_feide_and_id_porten_need_only_what_is_ones_own(tmp_path):
    (tmp_path / "secret").write_text("hemmelig\n")
    path = a_file(
        tmp_path,
        f'[feide]\npreset = "feide"\nclient_id = "a"\nsecret_file = "{tmp_path}/secret"\n'
        '[idporten]\npreset = "idporten"\nclient_id = "b"\nissuer = "https://test.idporten.no"\n',
    )
    assert settings_of(tmp_path, TETTPAA_OIDC=path)["issuers"] == [
        [
            "feide",
            "Feide",
            "https://auth.dataporten.no",
            "https://n.feide.no/claims/eduPersonPrincipalName",
            "hemmelig",
        ],
        ["idporten", "ID-porten", "https://test.idporten.no", "pid", ""],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[feide]\npreset = "feide"', "client_id"),
        ('[feide]\npreset = "feida"\nclient_id = "a"', "feida"),
        ('[feide]\npreset = "feide"\nclient_id = "a"\nissuer = "http://feide.example"', "must be https"),
        ('[feide]\npreset = "feide"\nclient_id = "a"\nalgorithms = ["none"]', "algorithms"),
        ('[feide]\npreset = "feide"\nclient_id = "a"\nalgorithms = ["HS256"]', "algorithms"),
        ('[feide]\npreset = "feide"\nclient_id = "a"\nclient_secret = "b"', "client_secret, which nothing reads"),
        ('[feide]\npreset = "feide"\nclient_id = "a"\nstrengths = { x = "STRONG" }', "STRONG"),
        ("[feide", "TETTPAA_OIDC"),
    ],
)
def test_a_fault_in_the_file_keeps_everything_from_starting(tmp_path, text, told):
    done = read(tmp_path, TETTPAA_OIDC=a_file(tmp_path, text))
    assert done.returncode != 0
    assert told in done.stderr.splitlines()[-1]


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert read(tmp_path, TETTPAA_OIDC=str(tmp_path / "nei.toml")).returncode != 0
