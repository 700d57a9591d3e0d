"""Codes by the standard's own examples, and how one-use codes are read."""

import pytest

from tettpaa.trust.identity.codes import one_use, totp

# RFC 6238, appendix B, SHA-1; the last six of its eight digits.
STANDARD = [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
]  # fmt: skip


@pytest.mark.parametrize(("seconds", "code"), STANDARD)
def test_codes_are_those_of_the_standard(seconds, code):
    secret = b"12345678901234567890"
    assert totp.code_at(secret, totp.step_of(seconds)) == code
    assert totp.matching_step(secret, code, seconds) == seconds // 30


@pytest.mark.parametrize("code", ["", "00000", "0000000", "abcdef", "٠٠٠٠٠٠"])
def test_what_is_no_code_matches_nothing(code):
    assert totp.matching_step(b"12345678901234567890", code, 59) is None


def test_the_address_for_the_app_holds_the_secret_the_site_and_the_user():
    address = totp.address_for_app(b"12345678901234567890", "kari")
    assert address == "otpauth://totp/Tettp%C3%A5:kari?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tettp%C3%A5"


def test_a_one_use_code_is_read_however_it_is_typed():
    assert one_use.plain("7k3m-q0xn 4tz9-b2cd") == "7K3MQ0XN4TZ9B2CD"
    assert one_use.plain("OoIiLl") == "001111"
    assert one_use.looks_like_one("7k3m-q0xn 4tz9-b2cd")
    assert not one_use.looks_like_one("123 456")


def test_codes_are_never_the_same():
    assert len({one_use.new_code() for _number in range(1000)}) == 1000
