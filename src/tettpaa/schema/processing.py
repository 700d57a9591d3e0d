"""What the data is used for, and what lets it be (GDPR article 30): processing.toml. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Activity:
    """One activity of processing, as the record of article 30 asks; `tables` are the schema's names."""

    name: str
    purpose: str
    basis: str
    people: tuple[str, ...]
    receivers: str
    tables: tuple[str, ...]


@cache
def common() -> dict[str, str]:
    """What holds for all of them: controller, processor, transfers, security."""
    return {name: value for name, value in _told().items() if isinstance(value, str)}


@cache
def activities() -> tuple[Activity, ...]:
    """In the order of the record."""
    return tuple(
        Activity(**row | {"people": tuple(row["people"]), "tables": tuple(row["tables"])})
        for row in _told()["activity"]
    )


def activity_of(table: str) -> Activity:
    """The activity a table is for; LookupError where nobody has said."""
    for activity in activities():
        if table in activity.tables:
            return activity
    raise LookupError(f"processing.toml does not say what {table} is for")


@cache
def _told() -> dict:
    return tomllib.loads(files(__package__).joinpath("processing.toml").read_text("utf-8"))
