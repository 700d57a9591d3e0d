"""The catalogue of problems: every code a source tells has words in both languages, and they can be filled."""

import re
import string
from pathlib import Path

import pytest

from tettpaa.identify.sources import problems

FOLDER = Path(problems.__file__).parent
CODE = re.compile(
    r'"((?:package|file|csv|manifest|schema|row|reference|semantic|roster|oneroster|sds|pifu|xml)\.[a-z0-9_]+)"'
)
TEXTS = ("nb", "fix_nb", "en", "fix_en")


def codes_told() -> set[str]:
    return {code for file in FOLDER.rglob("*.py") for code in CODE.findall(file.read_text("utf-8"))}


def test_every_code_that_is_told_has_words():
    told = {code for code in codes_told() if not code.endswith((".csv", ".toml")) and code != "oneroster.version"}
    assert len(told) > 60
    assert told - set(problems.catalogue()) == set()


@pytest.mark.parametrize("code", sorted(problems.catalogue()))
def test_the_words_can_be_filled_and_leave_nothing_open(code):
    words = problems.catalogue()[code]
    assert set(words) >= set(TEXTS)
    asked = {name for text in TEXTS for _, name, _, _ in string.Formatter().parse(words[text]) if name}
    filled = problems.problem(
        code, file="fil.csv", row=7, column="kolonne", **dict.fromkeys(asked - {"file", "row", "column"}, 3)
    )
    assert all([filled.message, filled.fix, filled.message_en, filled.fix_en])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "tom"),
        ("  ", "tom"),
        ("12", "tall"),
        ("-3,5", "tall"),
        ("2025-08-18", "dato"),
        ("ukjent", "tekst på 6 tegn"),
    ],
)
def test_a_value_is_told_only_by_its_class(value, expected):
    assert problems.value_class(value) == expected
