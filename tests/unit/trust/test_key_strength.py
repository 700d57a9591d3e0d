"""Keys of at least 128 bits, of their own for each purpose, and random numbers from the system."""

import secrets

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.sessions.backends.base import VALID_KEY_CHARS

from tettpaa.config.settings import _key
from tettpaa.trust.identity import keys
from tettpaa.trust.identity.session_store import SessionStore


@pytest.fixture
def used(monkeypatch) -> list[bytes]:
    """Every key that is handed to AES."""
    found: list[bytes] = []

    def watched(key: bytes) -> AESGCM:
        found.append(key)
        return AESGCM(key)

    monkeypatch.setattr(keys, "AESGCM", watched)
    return found


def test_secrets_are_sealed_with_256_bits_another_key_for_each_purpose_and_a_nonce_that_never_comes_again(used):
    sealed = {keys.seal(purpose, b"hemmelig", "7") for purpose in ("a", "b") for _time in range(50)}
    assert {len(key) for key in used} == {32} and len(set(used)) == 2
    assert len({each[: keys.NONCE_BYTES] for each in sealed}) == 100
    assert len(keys.keyed_hash("a", "x")) * 4 == 256
    assert keys.keyed_hash("a", "x") != keys.keyed_hash("b", "x")


def test_what_an_installation_makes_for_itself_has_far_more_than_128_bits(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("tettpaa.config.settings.TETTPAA_HOME", tmp_path)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda count: asked.append(count) or "x" * count)
    _key("TETTPAA_NOBODY_GIVES_THIS", "some.key")
    assert min(asked) * 8 >= 256


def test_a_session_is_called_something_nobody_guesses(monkeypatch):
    store = SessionStore()
    names = {store._get_new_session_key() for _time in range(200)} if _without_database(monkeypatch) else set()
    assert len(names) == 200 and {len(name) for name in names} == {32}
    assert set("".join(names)) <= set(VALID_KEY_CHARS) and len(set("".join(names))) == len(VALID_KEY_CHARS) == 36
    # 36 letters and digits at 32 places: 165 bits, drawn by the system.
    assert len(VALID_KEY_CHARS) ** 32 > 2**128


def _without_database(monkeypatch) -> bool:
    monkeypatch.setattr(SessionStore, "exists", lambda *_words: False)
    return True


def test_they_are_drawn_by_the_system(monkeypatch):
    drawn = []
    real = secrets.choice
    monkeypatch.setattr(secrets, "choice", lambda letters: drawn.append(1) or real(letters))
    _without_database(monkeypatch)
    SessionStore()._get_new_session_key()
    assert len(drawn) == 32
