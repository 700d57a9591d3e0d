"""Everything that can be wrong with a package, in words a school administrator can act on."""

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

CATALOGUES = ("problems.toml", "problems_rows.toml")


@dataclass(frozen=True)
class Problem:
    """One fault: where it stands, what it is and how to mend it, in bokmål and English."""

    code: str
    file: str
    row: int | None
    column: str
    message: str
    fix: str
    message_en: str
    fix_en: str

    def as_json(self) -> dict:
        """The shape that `tettpaa import --json` prints."""
        return asdict(self)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Code → {nb, fix_nb, en, fix_en}, each a template; of packages and formats, and of rows and stores."""
    known: dict[str, dict[str, str]] = {}
    for name in CATALOGUES:
        known |= tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
    return known


def problem(code: str, *, file: str = "", row: int | None = None, column: str = "", **facts: object) -> Problem:
    """The problem `code` at a place, its words filled in with `facts`. KeyError for an unknown code.

    A fact that is a value from the file is shown as its class (a date, a number, text of n letters),
    never as it stands: a cell may hold somebody's name or health.
    """
    words = catalogue()[code]
    known = {"file": file, "row": row, "column": column, **facts}
    return Problem(
        code, file, row, column,
        message=words["nb"].format_map(known), fix=words["fix_nb"].format_map(known),
        message_en=words["en"].format_map(known), fix_en=words["fix_en"].format_map(known),
    )  # fmt: skip


def value_class(value: str | None) -> str:
    """What kind of value stands there, without saying it: 'tom', 'tall', 'dato', 'tekst på 12 tegn'."""
    if value is None or not value.strip():
        return "tom"
    text = value.strip()
    if text.replace("-", "", 1).replace(".", "", 1).replace(",", "", 1).isdigit():
        return "tall"
    if len(text) == 10 and text[4] == text[7] == "-":
        return "dato"
    return f"tekst på {len(text)} tegn"
