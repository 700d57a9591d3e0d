"""How much is taken in, as dated data. Pure; limits.toml has the figures."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Limits:
    """Bytes as sent by kind of page; bytes, entries, growth and pixels of what is inside."""

    valid_from: dt.date
    document_bytes: int
    package_bytes: int
    form_bytes: int
    unpacked_bytes: int
    entries: int
    ratio: int
    pixels: int


@cache
def versions() -> tuple[Limits, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["version"]
    names = Limits.__dataclass_fields__
    return tuple(sorted((Limits(**{name: row[name] for name in names}) for row in told), key=lambda v: v.valid_from))


def limits_on(day: dt.date) -> Limits:
    """The limits in force on a day; before the first, the first: what is taken in is never without limit."""
    return next((version for version in reversed(versions()) if version.valid_from <= day), versions()[0])
