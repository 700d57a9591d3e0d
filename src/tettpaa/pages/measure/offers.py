"""The catalogue of measures in the reader's language, as it is looked through and chosen from."""

import datetime as dt
import re
from dataclasses import dataclass

from tettpaa.knowledge.measures.catalogue import Kind, actors, categories, kinds_on, providers, source_words
from tettpaa.knowledge.measures.gates import gates_for
from tettpaa.pages.measure.words import said

_SECTION = re.compile(r"(?<!\d)\d{1,2}-\d+")


@dataclass(frozen=True)
class Offered:
    """A kind of the catalogue in the reader's language; `laws` are the sections its gates stand in."""

    key: str
    name: str
    what: str
    provider: str
    actor: str
    laws: str
    sources: list[str]


@dataclass(frozen=True)
class Catalogue:
    """Groups of kinds with their heading, and the groups one may look at alone."""

    groups: list[tuple[str, list[Offered]]]
    choices: list[tuple[str, str]]
    chosen: str


def catalogue_on(on: dt.date, chosen: str) -> Catalogue:
    """What may be chosen on a day: one group, or all where no such group is."""
    chosen = chosen if chosen in categories() else ""
    groups = [
        (said(words), [offered(kind, on) for kind in kinds_on(on, category)])
        for category, words in categories().items() if chosen in ("", category)
    ]  # fmt: skip
    return Catalogue(groups, [(key, said(words)) for key, words in categories().items()], chosen)


def offered(kind: Kind, on: dt.date) -> Offered:
    """One kind, with the sections that stand before it: '§§ 11-6, 11-7, 11-8'."""
    laws = sorted({law for gate in gates_for(kind.key, on) for law in _SECTION.findall(gate.law)}, key=_in_order)
    return Offered(
        kind.key, said(kind.name), said(kind.what), said(providers()[kind.provider]), said(actors()[kind.actor]),
        f"{'§§' if len(laws) > 1 else '§'} {', '.join(laws)}" if laws else "", source_words(kind),
    )  # fmt: skip


def _in_order(section: str) -> list[int]:
    return [int(number) for number in section.split("-")]
