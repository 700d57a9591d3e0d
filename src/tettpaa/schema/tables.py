"""How a table is described."""

from dataclasses import dataclass
from typing import Literal

# text: up to 400 letters · id: the source's own id · date: YYYY-MM-DD · time: HH:MM · instant: with zone
Type = Literal["text", "id", "int", "decimal", "date", "time", "instant", "bool", "json", "bytes"]

# none: about no person · name: tells who · ordinary: fvl. § 13 personal matters in school's everyday ·
# sensitive: may reveal health, faith or family trouble (GDPR art. 9 or near it) · secret: sign-in
Privacy = Literal["none", "name", "ordinary", "sensitive", "secret"]

# Where it is kept, and so how it is read and replaced.
Store = Literal["roster", "records", "decisions"]


@dataclass(frozen=True)
class Column:
    """One column: `refers_to` names the table whose id it holds; `values` lists the only ones allowed."""

    name: str
    type: Type
    nb: str
    en: str
    privacy: Privacy = "none"
    required: bool = False
    unit: str = ""
    values: tuple[str, ...] = ()
    refers_to: str = ""
    lowest: float | None = None
    highest: float | None = None

    @property
    def stored_name(self) -> str:
        """The column in the store: `pupil_id` in a file is the key `pupil` there."""
        return self.name.removesuffix("_id") if self.refers_to else self.name


# Random: an address with the serial number would tell how many there are, also about pupils the reader may not know of.
REFERENCE = Column("reference", "text", "Det som står i adressen", "What stands in the address")


@dataclass(frozen=True)
class Table:
    """One table: `key` are the columns that tell one row from another.

    `scoped_by` names the column through which a row belongs to a school ('' for the owner's own);
    `dated_by` the column that places a row in time. Retention in words, with its reason.
    """

    name: str
    store: Store
    nb: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    retention: str
    scoped_by: str = ""
    dated_by: str = ""

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def file_name(self) -> str:
        """The file of this table in the CSV profile."""
        return f"{self.name}.csv"
