"""Secrets of the installation are made once, and nobody but the user the program runs as may read them."""

import os
import stat

from tettpaa.config import settings


def test_a_secret_is_made_once_and_is_its_owners_alone_whatever_the_machine_lets_be(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "TETTPAA_HOME", tmp_path / "home")
    monkeypatch.delenv("TETTPAA_NOT_GIVEN", raising=False)
    before = os.umask(0)
    try:
        made = settings._key("TETTPAA_NOT_GIVEN", "some.key")
    finally:
        os.umask(before)
    kept = tmp_path / "home" / "some.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert settings._key("TETTPAA_NOT_GIVEN", "some.key") == made == kept.read_text()
    assert settings._key("TETTPAA_NOT_GIVEN", "other.key") != made
    assert len(made) > 60


def test_a_secret_that_is_given_is_used_and_written_nowhere(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "TETTPAA_HOME", tmp_path)
    monkeypatch.setenv("TETTPAA_GIVEN", "fra hvelvet")
    assert settings._key("TETTPAA_GIVEN", "some.key") == "fra hvelvet"
    assert list(tmp_path.iterdir()) == []
