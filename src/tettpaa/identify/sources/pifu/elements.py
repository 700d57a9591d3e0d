"""Reads PIFU files piece by piece: a person, a group or one member at a time, each with its line.

However large the file, only one such piece is in memory. Nothing outside the file is ever fetched, and a
document type (the only place entities can be declared) is refused before it is read.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from tettpaa.identify.sources.delivery import Delivery

BLOCK = 1 << 16
DEEPEST = 30
LONGEST_TEXT = 10_000
PIECES = ("properties", "person", "group", "member")


class Element:
    """One element with what is in it; names without namespace."""

    __slots__ = ("attributes", "inside", "length", "line", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.inside: list[Element] = []
        self.parts: list[str] = []
        self.length = 0

    def all(self, name: str) -> Iterator["Element"]:
        """The elements of that name directly inside."""
        return (element for element in self.inside if element.name == name)

    def first(self, *path: str) -> "Element | None":
        """The first element along the path, or None."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found is not None else None
        return found

    def text(self, *path: str) -> str | None:
        """The text of the first element along the path, trimmed; None where there is nothing."""
        found = self.first(*path)
        return ("".join(found.parts).strip() or None) if found is not None else None


class _Builder:
    """Gathers one piece at a time for `pieces`."""

    def __init__(self) -> None:
        self.parser: DefusedXMLParser | None = None
        self.open: list[Element] = []
        self.finished: list[tuple[Element, Element]] = []
        self.root: tuple[str, str] = ("", "")
        self.is_too_deep = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition("}")
        if not self.open:
            self.root = (namespace.lstrip("{"), name)
        self.is_too_deep = self.is_too_deep or len(self.open) >= DEEPEST
        line = self.parser.parser.CurrentLineNumber if self.parser else 0
        self.open.append(Element(name, attributes, line))

    def data(self, text: str) -> None:
        if self.open and self.open[-1].length < LONGEST_TEXT:
            self.open[-1].parts.append(text)
            self.open[-1].length += len(text)

    def end(self, tag: str) -> None:
        element = self.open.pop()
        if element.name in PIECES and len(self.open) <= 2 and self.open:
            self.finished.append((element, self.open[-1]))
        elif len(self.open) > 1:
            self.open[-1].inside.append(element)

    def close(self) -> None:
        """Nothing is left to do."""


def pieces(file: Path, name: str, delivery: Delivery, namespace: str) -> Iterator[tuple[Element, Element]]:
    """Each properties, person, group and member with what it stands in. Ends at the first fault, which is noted."""
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        with file.open("rb") as opened:
            while block := opened.read(BLOCK):
                parser.feed(block)
                if not _is_pifu(builder, name, delivery, namespace):
                    return
                yield from builder.finished
                builder.finished.clear()
        parser.close()
    except ParseError as fault:
        delivery.refuse("xml.not_well_formed", file=name, row=fault.position[0])
    except DefusedXmlException:
        delivery.refuse("xml.document_type", file=name, row=parser.parser.CurrentLineNumber)
    except (LookupError, ValueError):
        delivery.refuse("xml.unknown_encoding", file=name)
    yield from builder.finished


def _is_pifu(builder: _Builder, name: str, delivery: Delivery, namespace: str) -> bool:
    given, root = builder.root
    if root and (root != "enterprise" or given not in ("", namespace)):
        delivery.refuse("pifu.not_pifu", file=name, row=1)
        return False
    if builder.is_too_deep:
        delivery.refuse("xml.too_deep", file=name, most=DEEPEST)
        return False
    return True
