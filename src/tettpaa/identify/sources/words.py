"""Understands the words that schools' systems use: terms, grades, year levels, subject codes. Pure."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# A Norwegian subject code: three letters and four digits as a rule (NOR1260), older ones shorter or longer.
SUBJECT_CODE = re.compile(r"[A-ZÆØÅ]{2,4}\d{3,5}")
LONGEST_SUBJECT_CODE = 20
LONGEST_YEAR_LEVEL = 10


@cache
def _described() -> dict:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def is_national_grade(value: str) -> bool:
    """Whether the value is one of the national grades (Registreringshåndboken B26)."""
    return value in _described()["grades"]["values"]


def term_of(title: str | None) -> str:
    """h1, h2, final, written_exam, oral_exam, or 'other' for anything not understood."""
    text = (title or "").casefold()
    for known in _described()["terms"]:
        if re.search(known["pattern"], text):
            return str(known["term"])
    return "other"


def year_level_of(text: str | None) -> str | None:
    """'1'–'10', 'Vg1'–'Vg3', else what the source says, cut at ten letters. Years 11–13 are Vg1–Vg3."""
    words = (text or "").strip()
    if match := re.fullmatch(r"(?i)vg\s*([1-3])", words):
        return f"Vg{match[1]}"
    if match := re.fullmatch(r"0?([1-9]|1[0-3])(?:\. ?(?:års)?trinn)?", words):
        year = int(match[1])
        return str(year) if year <= 10 else f"Vg{year - 10}"
    return words[:LONGEST_YEAR_LEVEL] or None


def subject_code_of(candidates: Iterable[str | None]) -> str | None:
    """The first that looks like a national subject code, else the first there is, at most 20 letters.

    A code may stand at the end of an address (http://psi.udir.no/…/NOR1260).
    """
    given = [text.rstrip("/").rsplit("/", 1)[-1].strip() for text in candidates if text and text.strip()]
    national = [text for text in given if SUBJECT_CODE.fullmatch(text)]
    return next(iter(national + given), "")[:LONGEST_SUBJECT_CODE] or None


def roles_of(kind: str) -> list[str]:
    """The words, in lower case, for 'pupil' or 'guardian'."""
    return list(_described()["roles"][kind])


def staff_roles() -> dict[str, str]:
    """Word for a role, in lower case → teacher, counsellor, leader, administrator or other."""
    return {word: role for role, words in _described()["roles"]["staff"].items() for word in words}
