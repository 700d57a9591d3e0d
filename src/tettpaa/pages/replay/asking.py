"""What the reader asks: which rules to try, which to hold beside, at which schools, and what groups to compare."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tettpaa.identify.flags.models import RuleSet
from tettpaa.identify.flags.reach import visible_sets
from tettpaa.identify.flags.screens import in_language, newest
from tettpaa.identify.flags.sheet import Sheet, sheet_of, sheet_sent
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.look_back.replay.warm import past_years
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure.queries import rounding_of

TRIED, BESIDE, GROUPING = "prov", "ved", "etter"  # as they stand in the address and the form
MOST_YEARS = 3
GROUPINGS = ("sex", "area", "level")


@dataclass(frozen=True)
class Candidate:
    """A rule set that can be tried or held beside; `school`: the one it is for, None for all."""

    key: str
    title: str
    definition: Mapping
    school: School | None = None


@dataclass(frozen=True)
class Asked:
    """One question. `sheet` is what is tried, as it stands in the fields; `years` are the latest that are over.

    `is_exact`: the reader may see every pupil behind the numbers; else they are rounded to `rounded_to`.
    """

    owner: Owner
    schools: list[School]
    years: list[int]
    candidates: Mapping[str, Candidate]
    tried: Candidate
    beside: Candidate
    sheet: Sheet
    grouping: str
    is_exact: bool
    rounded_to: int
    on: dt.date

    @property
    def school_keys(self) -> list[int]:
        return [school.key for school in self.schools]


def asked_of(request: HttpRequest) -> Asked:
    """The question in the address, or in the form sent. 404 for a rule set the reader does not see."""
    rights, given = request.rights, request.POST if request.method == "POST" else request.GET
    owner, schools = _place(rights)
    candidates = _candidates(rights)
    tried = _chosen(candidates, given.get(TRIED, ""))
    beside = _chosen(candidates, given.get(BESIDE, "") or tried.key)
    if tried.school is not None:
        schools = [school for school in schools if school == tried.school]
    exact_at = set(rights.schools("school_read").values_list("pk", flat=True))
    return Asked(
        owner, schools, past_years(owner, school_year_of(rights.on), MOST_YEARS), candidates, tried, beside,
        _sheet(request.method, given, tried), given[GROUPING] if given.get(GROUPING) in GROUPINGS else GROUPINGS[0],
        all(school.pk in exact_at for school in schools), rounding_of(owner, rights.on), rights.on,
    )  # fmt: skip


def _sheet(method: str | None, given: QueryDict, tried: Candidate) -> Sheet:
    return sheet_sent(dict(given.lists()), tried.definition) if method == "POST" else sheet_of(dict(tried.definition))


def _place(rights: Rights) -> tuple[Owner, list[School]]:
    schools = list(rights.schools("rule_set_read").select_related("owner").order_by("name"))
    if not schools:
        raise Http404
    owner = schools[0].owner
    return owner, [school for school in schools if school.owner_id == owner.pk]


def _candidates(rights: Rights) -> dict[str, Candidate]:
    """The rule sets in use, then those that come with the program and are not."""
    sets = list(visible_sets(rights))
    own = [_candidate(each, newest(each).definition) for each in sets]
    used = {each.key for each in sets}
    shipped = [
        Candidate(f"levert-{key}", in_language(definition["title"]), definition)
        for key, definition in shipped_sets().items() if key not in used
    ]  # fmt: skip
    return {each.key: each for each in [*own, *shipped]}


def _candidate(rule_set: RuleSet, definition: Mapping) -> Candidate:
    return Candidate(f"sett-{rule_set.pk}", _named(rule_set.school, definition), definition, rule_set.school)


def _named(school: School | None, definition: Mapping) -> str:
    title = in_language(definition["title"])
    return _("%(title)s (%(school)s)") % {"title": title, "school": school.name} if school else title


def _chosen(candidates: Mapping[str, Candidate], key: str) -> Candidate:
    """The one named, or the first; there is always one that comes with the program."""
    if key and key not in candidates:
        raise Http404
    return candidates[key] if key else next(iter(candidates.values()))
