"""docs/reference/data-dictionary.md: every table and column, from tettpaa.schema."""

from collections.abc import Iterator

from tettpaa.config.reference.markdown import table
from tettpaa.schema import DECISIONS, RECORDS, ROSTER, Column, Table

PARTS = (
    ("Roster", "Who exists. Delivered by the schools' systems, kept in the relational database.", ROSTER),
    ("Records", "Facts that other systems own. Kept as sets in Delta tables by school year and school.", RECORDS),
    ("Decisions", "What people do here, and what the system keeps to stand by it. One table a model.", DECISIONS),
)
CLASSES = table(
    ("privacy class", "meaning"),
    (
        ("none", "about no person"),
        ("name", "tells who somebody is"),
        ("ordinary", "personal matters in school's everyday (fvl. § 13)"),
        ("sensitive", "may reveal health, faith or family trouble (GDPR art. 9, or near it)"),
        ("secret", "what one signs in with, and what keys are made with"),
    ),
)
HEADINGS = ("column", "type", "betydning", "meaning", "unit", "allowed", "privacy")


def text() -> str:
    """The whole page."""
    parts = "\n".join(_part(*part) for part in PARTS)
    intro = "A column in **bold** must have a value. What is empty is unknown: never 0, never 100 %."
    return f"# Data dictionary\n\n{intro}\n\n{CLASSES}\n{parts}"


def _part(name: str, words: str, tables: tuple[Table, ...]) -> str:
    return f"## {name}\n\n{words}\n\n" + "\n".join(map(_table, tables))


def _table(described: Table) -> str:
    facts = [f"key: {', '.join(f'`{name}`' for name in described.key)}", f"kept: {described.retention}"]
    if described.scoped_by:
        facts.append(f"belongs to a school through `{described.scoped_by}`")
    if described.dated_by:
        facts.append(f"dated by `{described.dated_by}`")
    words = f"{described.nb} / {described.en}"
    return f"### {described.name}\n\n{words}. {'; '.join(facts)}.\n\n{table(HEADINGS, map(_row, described.columns))}"


def _row(column: Column) -> tuple[str, ...]:
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    return (name, column.type, column.nb, column.en, column.unit, ", ".join(_allowed(column)), column.privacy)


def _allowed(column: Column) -> Iterator[str]:
    """What may stand in the column, beyond its type."""
    if column.refers_to:
        yield f"an id in {column.refers_to}"
    yield from (f"`{value}`" for value in column.values)
    if column.lowest is not None:
        yield f"from {column.lowest:g}"
    if column.highest is not None:
        yield f"to {column.highest:g}"
