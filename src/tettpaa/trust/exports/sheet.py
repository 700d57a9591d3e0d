"""What goes into a file, and the watermark that says whose it is. Pure."""

from dataclasses import dataclass

from tettpaa.trust.exports.cells import Value


@dataclass(frozen=True)
class Sheet:
    """Headings, and one row a pupil. `unknown` is the word for what is missing."""

    headings: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    unknown: str


@dataclass(frozen=True)
class Watermark:
    """Who took it out, when, for what, and the export's id: stands in the file and in its name."""

    title: str
    facts: tuple[tuple[str, str], ...]
    line: str
