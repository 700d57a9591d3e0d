"""What a cell of a file may say: a text is never taken for a formula, a number stays a number. Pure.

Source: OWASP ASVS 5.0, 1.2.10, and OWASP on CSV injection (also full-width signs, and signs behind blanks).
"""

import datetime as dt
import unicodedata
from decimal import Decimal

# Spreadsheets begin a formula with these; minus is also written with U+2212.
_SIGNS = frozenset("=+-@\u2212")
_MARK = "'"
Value = str | int | float | Decimal | dt.date | None


def neutral(text: str) -> str:
    """The text as a spreadsheet shows and never computes it; control characters become blanks.

    An apostrophe goes before one that begins with = + - @, in any width and behind any blanks, or with a tab, a line
    break or a NUL.
    """
    plain = "".join(" " if _is_control(letter) else letter for letter in text)
    first = next((letter for letter in plain if not _is_blank(letter)), "")
    begins_a_formula = first != "" and bool(_SIGNS & set(unicodedata.normalize("NFKC", first)))
    return _MARK + plain if begins_a_formula or _is_control(text[:1]) else plain


def written(value: Value, unknown: str) -> str:
    """A cell of a CSV file, as Norwegian spreadsheets read it: 3,5 and 14.10.2025; what is missing is `unknown`."""
    if value is None:
        return unknown
    if isinstance(value, bool):
        raise TypeError("say it in words: a reader does not know what true means here")
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    return str(value).replace(".", ",")


def _is_control(letter: str) -> bool:
    return letter != "" and (unicodedata.category(letter) == "Cc" or letter in "\u2028\u2029")


def _is_blank(letter: str) -> bool:
    """What is not seen: blanks, and marks without width, which some programs drop before they read the cell."""
    return letter.isspace() or unicodedata.category(letter) in {"Cf", "Zs"}
