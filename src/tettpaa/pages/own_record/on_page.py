"""The answer as its page shows it: what says something to a reader. Ids and what machines ask for stand in the files."""

from typing import Any

from tettpaa.kit.html.table_rows import Column as Heading
from tettpaa.pages.own_record.cells import words_of
from tettpaa.pages.own_record.gathering import Part, Record
from tettpaa.pages.own_record.headings import title_of
from tettpaa.pages.own_record.words import column_word, short_word
from tettpaa.schema import Column

SHOWN, MOST_COLUMNS = 20, 9  # rows and columns that a page has room for; the files have them all
# Told by name (`trust/retention/copy.py`), and so no bare ids.
NAMED = frozenset({"school_id", "group_id"})
# Of forms and figures: which version, in which order, with which digest, and the figures as the rules read them.
FOR_MACHINES = frozenset({
    "shipped_version", "template_version", "form", "catalogue_from", "questions_from", "digest", "size", "facts",
    "subjects", "page",
})  # fmt: skip
IN_ORDER = ("plans.PlanLine", "place")


def is_for_people(table: str, column: Column) -> bool:
    """Whether the column says something by itself, and not only which row belongs to which."""
    is_id = column.name.endswith("_id") and column.name not in NAMED
    return not (is_id or column.name in FOR_MACHINES or (table, column.name) == IN_ORDER)


def tables_on_page(record: Record) -> list[dict[str, Any]]:
    """Each table that holds something, its newest rows first; `more` are the older ones, in the files alone."""
    return [_table(part) for part in record.parts if part.rows]


def empty_titles(record: Record) -> list[str]:
    return [title_of(part.name, part.title) for part in record.parts if not part.rows]


def _table(part: Part) -> dict[str, Any]:
    newest = list(reversed(part.rows[-SHOWN:]))
    told = {column.name: [words_of(part.name, column.name, row) for row in newest] for column in part.columns
            if is_for_people(part.name, column)}  # fmt: skip
    filled = [column for column in part.columns if any(told.get(column.name, ()))][:MOST_COLUMNS]
    headings = [Heading(column.name, short_word(column_word(column)), is_sortable=False) for column in filled]
    rows = [{column.name: told[column.name][number] for column in filled} for number in range(len(newest))]
    return {
        "title": title_of(part.name, part.title), "part": part, "columns": headings, "rows": rows,
        "more": len(part.rows) - len(newest),
    }  # fmt: skip
