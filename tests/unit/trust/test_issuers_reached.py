"""Only issuers that the settings name are reached, and only by https; where they point to may be no other way in."""

import urllib.request

import pytest

from tettpaa.trust.identity.outside import documents
from tettpaa.trust.identity.outside.issuers import is_safe_address

REFUSED = (
    "http://auth.example/token", "ftp://auth.example/token", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data",
    "gopher://auth.example/", "//auth.example/token", "", "http://127.0.0.1.example/token", "http://10.0.0.1/token",
)  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_https_is_never_asked(address, monkeypatch):
    monkeypatch.setattr(documents, "_opener", None)  # whoever asked would fall
    assert not is_safe_address(address)
    for ask in (documents.fetch, lambda at: documents.post(at, {}, {})):
        with pytest.raises((documents.NoAnswer, ValueError)):
            ask(address)


def test_https_and_this_very_machine_are_asked(monkeypatch):
    class Asked(Exception):
        pass

    class Opener:
        def open(self, *_words, **_more):
            raise Asked

    monkeypatch.setattr(documents, "_opener", Opener())
    for address in ("https://auth.example/token", "http://127.0.0.1:8080/token"):
        with pytest.raises(Asked):
            documents.fetch(address)


def test_nothing_that_a_visitor_sends_names_an_address():
    """The way there and back take an issuer's key out of the settings; addresses come from its own document."""
    assert not [each for each in documents._opener.handlers if isinstance(each, urllib.request.HTTPRedirectHandler)
                and each.redirect_request(None, None, 302, "", {}, "https://annen.example") is not None]  # fmt: skip
