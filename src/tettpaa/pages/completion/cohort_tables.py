"""The tables of the cohorts: each autumn, one autumn by a property, and beside what has been published."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.completion.figures import CohortFigures, Figures
from tettpaa.look_back.completion.reference import ALL, PublishedCohort, comparable_cohorts, published_cohorts
from tettpaa.look_back.completion.telling import Told
from tettpaa.pages.completion.cells import number, published, share
from tettpaa.pages.completion.words import OUTCOMES, PROPERTIES, group_words
from tettpaa.trust.disclosure import HIDDEN

_COUNTED = (
    Column("starters", gettext_lazy("Begynte"), NUMBER),
    Column("completed", gettext_lazy("Fullført og bestått"), NUMBER),
    *(Column(outcome.value, words, NUMBER) for outcome, words in OUTCOMES.items()),
)
COHORTS = (Column("cohort", gettext_lazy("Kull")), *_COUNTED)
# Column → the property and group of ours, and the group of what SSB publish.
_GROUPS = {
    "all": ({}, ALL, gettext_lazy("Alle")),
    "women": ({"sex": "k"}, "women", gettext_lazy("Kvinner")),
    "men": ({"sex": "m"}, "men", gettext_lazy("Menn")),
    "general": ({"kind": "general"}, "general", gettext_lazy("Studieforberedende")),
    "vocational": ({"kind": "vocational"}, "vocational", gettext_lazy("Yrkesfag")),
}
BESIDE = (
    Column("whose", gettext_lazy("Hvem")),
    Column("cohort", gettext_lazy("Kull")),
    Column("starters", gettext_lazy("Begynte"), NUMBER),
    *(Column(name, words, NUMBER) for name, (_ours, _theirs, words) in _GROUPS.items()),
)


@dataclass(frozen=True)
class ByProperty:
    """One cohort by one property; without rows it is too small to be told."""

    columns: tuple[Column, ...]
    rows: list[Row]


def cohort_rows(figures: Figures) -> list[Row]:
    """Each autumn; one that is followed still says until when."""
    return [_cohort_row(one) for one in reversed(figures.cohorts)]


def _cohort_row(one: CohortFigures) -> Row:
    if one.told is None:
        followed = _("følges til høsten %(year)s") % {"year": one.followed_until.year}
        blank = {column.key: Cell("–", order=-2) for column in _COUNTED}
        return {**blank, "cohort": Cell(one.year, note=followed), "starters": number(one.starters)}
    return {"cohort": Cell(str(one.year), order=one.year), **_counted(one.told)}


def _counted(told: Told, **group: str) -> Row:
    whole = told.whole(**group)
    return {
        "starters": number(whole),
        "completed": share(told.completed(**group), whole),
        **{outcome.value: share(told.number(outcome, **group), whole) for outcome in OUTCOMES},
    }


def by_property(told: Told, name: str, schools: Mapping[str, str]) -> ByProperty:
    """The cohort by a property, every group with anybody in it, unknown last."""
    words = group_words(name, schools)
    groups = set(told.groups(name))
    rows = [
        {"group": Cell(words[group], order=place), **_counted(told, **{name: group})}
        for place, group in enumerate(words) if group in groups
    ]  # fmt: skip
    return ByProperty((Column("group", PROPERTIES[name]), *_COUNTED), rows)


def beside_rows(figures: Figures, owner: str) -> list[Row]:
    """The whole country as SSB publish it, counted as ours are; ours of the same autumns above it, else of the newest."""
    published_rows = sorted(comparable_cohorts(figures.definition), key=lambda row: -row.cohort)
    told = {one.year: one.told for one in figures.cohorts if one.told}
    rows = []
    for row in published_rows:
        if own := told.get(row.cohort):
            rows.append(_own_row(own, owner))
        rows.append(_published_row(row))
    return rows


def older_rows(figures: Figures) -> list[Row]:
    """The whole country as it was published in ways that are not comparable with ours."""
    known = comparable_cohorts(figures.definition)
    return [_published_row(row) for row in published_cohorts() if row not in known]


def _own_row(told: Told, owner: str) -> Row:
    shares = {
        name: share(told.completed(**ours), told.whole(**ours)) if _is_told(told, ours) else number(HIDDEN)
        for name, (ours, _theirs, _words) in _GROUPS.items()
    }  # fmt: skip
    return {
        "whose": owner,
        "cohort": Cell(str(told.year), order=told.year),
        "starters": number(told.whole()),
        **shares,
    }


def _is_told(told: Told, group: Mapping[str, str]) -> bool:
    return all(value in told.groups(name) for name, value in group.items())


def _published_row(row: PublishedCohort) -> Row:
    shares = {name: published(row.percent.get(theirs)) for name, (_ours, theirs, _words) in _GROUPS.items()}
    starters = row.starters.get(ALL)
    return {
        "whose": Cell(_("Hele landet"), note=_("publisert %(year)s") % {"year": row.published}),
        "cohort": Cell(str(row.cohort), order=row.cohort), "starters": Cell("–", order=-2) if starters is None else starters,
        **shares,
    }  # fmt: skip
