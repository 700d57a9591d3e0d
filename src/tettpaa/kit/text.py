"""Norwegian and Sámi letters: sorting, and names for addresses."""

import re
import unicodedata
from collections.abc import Callable

# After z, in this order (Norwegian practice; Sámi letters sort as the letter they are made from).
_AFTER_Z = {"æ": "zz1", "ä": "zz1", "ø": "zz2", "ö": "zz2", "å": "zz3"}
_SAMI = {"đ": "d~", "ŋ": "n~", "ŧ": "t~"}


def sort_key(name: str) -> str:
    """A key under which plain byte order is Norwegian order: …, z, æ, ø, å, with aa as å.

    Stored beside the name, so that SQLite and PostgreSQL sort alike without a collation.
    """
    text = name.casefold().replace("aa", "å")
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter in _AFTER_Z:
        return _AFTER_Z[letter]
    if letter in _SAMI:
        return _SAMI[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isalnum() else " "


_SLUG_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def slug_of(text: str, longest: int = 60) -> str:
    """'Rødt kort, 3 dager' → 'rodt-kort-3-dager': a-z, 0-9 and hyphens; empty where nothing is left."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(_SLUG_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return "-".join(words)[:longest].strip("-")


def marked(text: str) -> str:
    """The text itself. Says to the tool that collects texts that this one is shown, and is translated when it is."""
    return text


class Said(str):
    """A sentence in bokmål that keeps its pattern and its facts, so that pure code can have it said in other languages.

    `Said(marked("Regel %(number)s"), number=2)` is the text "Regel 2"; a fact may itself be something said.
    """

    pattern: str
    facts: dict[str, object]

    def __new__(cls, pattern: str, **facts: object) -> "Said":
        said = super().__new__(cls, pattern % facts)
        said.pattern, said.facts = pattern, facts
        return said

    def again(self, translated: Callable[[str], str]) -> str:
        """The same sentence from the translated pattern, such as `gettext` gives it."""
        facts = {name: fact.again(translated) if isinstance(fact, Said) else fact for name, fact in self.facts.items()}
        return translated(self.pattern) % facts
