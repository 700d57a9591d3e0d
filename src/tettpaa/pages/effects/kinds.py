"""What the measures of each kind have come to, as a school's leaders and an owner's analyst see it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure
from tettpaa.kit.html.charts.beside import IntervalBar, interval_bar, reach_of
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.look_back.effects.comparing import TOLD
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.look_back.effects.models import Comparison
from tettpaa.look_back.effects.queries import begun_in, comparisons_of
from tettpaa.look_back.effects.words import fall_words, short_words, whole_words
from tettpaa.pages.measure.words import said
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure import HIDDEN, Table, release
from tettpaa.trust.disclosure.release import SMALLEST_SHOWN


@dataclass(frozen=True)
class Finding:
    """What one comparison says, ready to show. `bar`, `fall`, the courses and the numbers (hours of a hundred: the
    difference, and from and to where it probably is) where a difference is told.
    """

    word: str
    words: str
    bar: IntervalBar | None
    fall: list[str]
    with_it: list[float]
    without: list[float]
    numbers: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class OfKind:
    """One kind of measure. `pupils` None is hidden; `url` leads to the pupils, for who may see them. `gone` are those behind
    it whom the reader may not see any more: None where they are so few that they are not told.
    """

    name: str
    pupils: int | None
    here: Finding | None
    everywhere: Finding | None
    url: str = ""
    gone: int | None = 0

    @property
    def is_told(self) -> bool:
        """Whether a difference is told, here or of all schools: then it has a card of its own."""
        return self.everywhere is not None or (self.here is not None and self.here.bar is not None)

    @property
    def is_to_come(self) -> bool:
        """Whether the reader sees pupils whom no night has compared yet."""
        return self.here is None and bool(self.url and self.pupils)


def of_school(rights: Rights, school: School, school_year: int, rounded_to: int) -> list[OfKind]:
    """Every kind begun at the school in the year, the most used first. Of the owner's other schools nothing is counted:
    only what could be told of all of them together stands there, where it is of enough others than the school's own.
    """
    seen = begun_at(rights, school, school_year).order_by().values_list("kind", "pupil_id").distinct()
    counts = Counter(kind for kind, _pupil in seen)
    here = {each.kind: each for each in comparisons_of(school.owner, school_year, school)}
    everywhere = {
        each.kind: each for each in comparisons_of(school.owner, school_year)
        if each.answer in TOLD and each.begun - (here[each.kind].begun if each.kind in here else 0) >= SMALLEST_SHOWN
    }  # fmt: skip
    reach = _reach([*here.values(), *everywhere.values()])
    least = limit_on("group", rights.on)["least"]
    gone = _gone(counts, here, rounded_to)
    kinds = sorted({*counts, *here}, key=lambda kind: (-counts[kind], -(gone.get(kind) or 0), kind))
    return [
        OfKind(
            said(kind_named(kind).name), counts[kind],
            _finding(here.get(kind), reach, least) if counts[kind] or gone.get(kind) else None,
            _finding(everywhere.get(kind), reach, least),
            reverse("effects_pupils", args=[school.key, kind]) + "?" + urlencode({"ar": school_year}), gone.get(kind, 0),
        )
        for kind in kinds
    ]  # fmt: skip


def _gone(counts: Mapping[str, int], here: Mapping[str, Comparison], rounded_to: int) -> dict[str, int | None]:
    """Kind → pupils behind the comparison whom the reader may not see: they have left, and leave through the one exit."""
    unseen = {(kind,): max(0, each.begun - counts.get(kind, 0)) for kind, each in here.items()}
    released = release(Table(("kind",), unseen), rounded_to=rounded_to).cells if unseen else {}
    return {kind: None if number is HIDDEN else number for (kind,), number in released.items()}


def reasons(kinds: Iterable[OfKind]) -> list[str]:
    """Why nothing can be said of those of which nothing is told, each reason once."""
    hidden = _("Skjult: få elever, eller et tall som kunne vist et annet.")
    untold = [kind for kind in kinds if not kind.is_told and (kind.here or not kind.is_to_come)]
    return list(dict.fromkeys(kind.here.words if kind.here else hidden for kind in untold))


def begun_at(rights: Rights, school: School, school_year: int) -> QuerySet[Measure]:
    """Measures begun at a school in a year, of pupils whose measures and absence the reader may see."""
    seen = rights.pupils("measure_read").filter(pk__in=rights.pupils("absence_read").values("pk"))
    found = begun_in(school.owner, school_year).filter(school=school, pupil__in=seen)
    return found.select_related("pupil__owner")


def of_owner(rights: Rights, owner: Owner, school_year: int, rounded_to: int) -> list[OfKind]:
    """Every kind, for readers who see no pupil: numbers leave through the one exit, and a hidden one takes its answer along."""
    found = list(comparisons_of(owner, school_year))
    counted = {(each.kind,): each.compared if each.answer in TOLD else each.begun for each in found}
    released = release(Table(("kind",), counted), rounded_to=rounded_to).cells if counted else {}
    reach, least = _reach(found), limit_on("group", rights.on)["least"]
    listed = []
    for each in found:
        number = released[each.kind,]
        pupils = None if number is HIDDEN else number
        finding = None if pupils is None else _finding(each, reach, least)
        listed.append(OfKind(said(kind_named(each.kind).name), pupils, finding, None))
    return sorted(listed, key=lambda each: (-(each.pupils or 0), each.name))


def _reach(found: list[Comparison]) -> float:
    """One scale for every interval of a page, so that they can be held beside each other."""
    return reach_of([end for each in found for end in (each.low, each.high) if end is not None])


def _finding(found: Comparison | None, reach: float, least: int) -> Finding | None:
    if found is None:
        return None
    is_told = found.difference is not None and found.low is not None and found.high is not None
    return Finding(
        short_words(found.answer), whole_words(found, least),
        interval_bar(found.difference or 0, found.low or 0, found.high or 0, reach) if is_told else None,
        fall_words(found) if is_told else [], found.with_it, found.without,
        (found.difference or 0, found.low or 0, found.high or 0) if is_told else None,
    )  # fmt: skip


def course_names() -> list[str]:
    """What the two lines of a course are called."""
    return [_("Med tiltaket"), _("Lignende elever uten")]
