"""The file of leaked passwords is searched by halves, and finds each that stands in it and no other."""

import hashlib
import random

import pytest
from django.core.exceptions import ValidationError

from tettpaa.trust.identity.leaked import LeakedValidator, has_leaked


def digest(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def a_file(path, passwords, end: str = "\r\n", with_counts: bool = True):
    """As Have I Been Pwned gives it; lines are not equally long."""
    drawn = random.Random(7)
    lines = sorted(digest(password) for password in passwords)
    told = [f"{line}:{drawn.choice((1, 42, 1_234_567))}" if with_counts else line for line in lines]
    path.write_bytes(end.join([*told, ""]).encode())
    return path


@pytest.mark.parametrize(("end", "with_counts"), [("\r\n", True), ("\n", True), ("\n", False)])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 100, 1000])
def test_each_that_stands_there_is_found_and_no_other(tmp_path, count, end, with_counts):
    passwords = [f"passord nummer {number}" for number in range(count)]
    file = a_file(tmp_path / "lekket.txt", passwords, end, with_counts)
    assert all(has_leaked(password, file) for password in passwords)
    assert not [number for number in range(200) if has_leaked(f"et annet {number}", file)]


def test_the_last_line_may_lack_its_end(tmp_path):
    file = tmp_path / "lekket.txt"
    file.write_text("\n".join(sorted(map(digest, ("a", "b", "c")))))
    assert all(has_leaked(each, file) for each in "abc") and not has_leaked("d", file)


def test_few_reads_are_needed(tmp_path, monkeypatch):
    from tettpaa.trust.identity import leaked

    file = a_file(tmp_path / "lekket.txt", [str(number) for number in range(20_000)])
    reads = []
    real = leaked._digest_after
    monkeypatch.setattr(leaked, "_digest_after", lambda lines, place: reads.append(place) or real(lines, place))
    assert has_leaked("7", file) and len(reads) < 25


def test_a_password_that_has_leaked_is_refused_and_without_a_file_nothing_is_looked_up(tmp_path, settings):
    settings.TETTPAA_LEAKED_PASSWORDS = ""
    LeakedValidator().validate("hestehov i grøfta")
    settings.TETTPAA_LEAKED_PASSWORDS = str(a_file(tmp_path / "lekket.txt", ["hestehov i grøfta"]))
    with pytest.raises(ValidationError, match="lekket"):
        LeakedValidator().validate("hestehov i grøfta")
    LeakedValidator().validate("hestehov i åkeren")


def test_a_file_that_is_named_and_not_there_lets_no_password_through(settings, tmp_path):
    settings.TETTPAA_LEAKED_PASSWORDS = str(tmp_path / "borte.txt")
    with pytest.raises(FileNotFoundError):
        LeakedValidator().validate("hestehov i grøfta")
