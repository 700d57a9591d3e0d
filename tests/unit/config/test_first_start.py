"""A new installation: nothing that somebody could know beforehand, and nothing of the demo where people work."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import ROOT
from tettpaa.config.database import database_from

TELL = (
    "import json, sys, django; django.setup(); "
    "from django.conf import settings as s; from django.core.management import get_commands; "
    "import tettpaa.config.urls; "
    "print(json.dumps({'keys': [s.SECRET_KEY, s.TETTPAA_IDENTITY_KEY], 'apps': s.INSTALLED_APPS, "
    "'commands': sorted(get_commands()), 'database': str(s.DATABASES), "
    "'loaded': sorted(m for m in sys.modules if m.startswith(('tettpaa.demo', 'tettpaa.bench', 'tettpaa.proofs', 'tests')))}))"
)
NOT_IN_USE = ("tettpaa.demo", "tettpaa.bench", "tettpaa.proofs")


def started(home: Path, **given: str) -> dict:
    """What a process of its own says of itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TETTPAA_", "DJANGO_"))}
    environment = kept | {"TETTPAA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tettpaa.config.settings",
                          "PYTHONPATH": f"{ROOT / 'src'}"} | given  # fmt: skip
    told = subprocess.run([sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(told.stdout))


def test_every_installation_makes_its_own_keys_and_comes_without_a_password(tmp_path):
    first, second, again = started(tmp_path / "a"), started(tmp_path / "b"), started(tmp_path / "a")
    assert first["keys"] == again["keys"] and not set(first["keys"]) & set(second["keys"])
    assert len(set(first["keys"])) == 2 and min(map(len, first["keys"])) > 60
    assert "'PASSWORD': ''" in first["database"]


def test_where_people_work_demo_measurements_and_proofs_are_not_loaded(tmp_path):
    told = started(tmp_path, TETTPAA_HTTPS="1", TETTPAA_HOSTS="tettpaa.example.no")
    assert not set(NOT_IN_USE) & set(told["apps"]) and told["loaded"] == []
    assert not {"demo", "bench", "prove"} & set(told["commands"])
    assert {"serve", "worker", "audit", "wall"} <= set(told["commands"])


@pytest.mark.parametrize(
    "given", [{}, {"TETTPAA_DEMO": "1", "TETTPAA_HTTPS": "1"}], ids=["one machine", "demo by https"]
)
def test_elsewhere_they_are(tmp_path, given):
    told = started(tmp_path, **given)
    assert set(NOT_IN_USE) <= set(told["apps"]) and {"demo", "bench", "prove"} <= set(told["commands"])


def test_a_database_is_reached_without_a_password_by_a_certificate_or_as_the_systems_own_user(tmp_path):
    by_certificate = database_from(
        "postgresql://tettpaa@db.example/tettpaa?sslmode=verify-full&sslrootcert=/k/ca.crt&sslcert=/k/t.crt&sslkey=/k/t.key",
        tmp_path,
    )
    assert by_certificate["PASSWORD"] == ""
    assert {name: by_certificate["OPTIONS"][name] for name in ("sslmode", "sslcert", "sslkey")} == {
        "sslmode": "verify-full", "sslcert": "/k/t.crt", "sslkey": "/k/t.key",
    }  # fmt: skip
    by_socket = database_from("postgresql:///tettpaa", tmp_path)
    assert (by_socket["HOST"], by_socket["USER"], by_socket["PASSWORD"]) == ("", "", "")
