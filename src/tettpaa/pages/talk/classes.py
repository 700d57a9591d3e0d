"""Halvårssamtalene: who in a class lacks the talk that each half-year demands (forskrift til opplæringslova § 9-6)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from tettpaa.assess.talks.halves import COMING, HELD, MISSING, NOT_HELD, WORDS, Half, halves_of, standing_in
from tettpaa.assess.talks.models import TalkKind
from tettpaa.assess.talks.talk_queries import talks_in
from tettpaa.kit.html.dates import near_day
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.pages.talk.kinds import SLUGS
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import CONTACT_KINDS, live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.reading import shown

ORDER = {MISSING: 0, NOT_HELD: 1, COMING: 2, HELD: 3}


@requires("class_talks_read")
@require_GET
def talks(request: HttpRequest) -> HttpResponse:
    """On to the user's class; for those with several, how many lack the talk in each."""
    rights = request.rights
    groups = list(rights.groups("class_talks_read").filter(kind__in=CONTACT_KINDS).order_by("school__name", "name"))
    shown(request, [], "talks_of_class")
    if len(groups) == 1:
        return redirect("class_talks", key=groups[0].key)
    half = current_half(rights.on)
    lacking = lacking_in(rights, groups, half)
    rows = [_group_row(group, lacking[group.pk]) for group in groups]
    told = {"columns": GROUP_COLUMNS, "rows": rows, "half": _(WORDS[half.key])}
    return render(request, "talk/talks.html", told | {"can_see_forms": rights.may("talk_form_read")})


@requires("class_talks_read", group="key")
@require_GET
def class_talks(request: HttpRequest, key: int) -> HttpResponse:
    """Each pupil of the class, and each half-year."""
    group = request.rights.group("class_talks_read", key)
    page = class_page(request.rights, group)
    shown(request, [pupil.pk for pupil in page.pupils], "talks_of_class", permission="talk_read")
    return render(request, "talk/class_talks.html", {"page": page})


@dataclass(frozen=True)
class ClassTalks:
    """`missing` pupils lack the talk in the half-year that goes, `half`."""

    group: Group
    half: Half
    pupils: list[Person]
    columns: list[Column]
    rows: list[Row]
    missing: int

    @property
    def summary(self) -> str:
        """'4 av 28 elever mangler samtalen i høsthalvåret'."""
        words = ngettext(
            "%(missing)d av %(all)d elev mangler samtalen i %(half)s",
            "%(missing)d av %(all)d elever mangler samtalen i %(half)s",
            len(self.pupils),
        )
        half = _(WORDS[self.half.key]).lower()
        return words % {"missing": self.missing, "all": len(self.pupils), "half": half}


def class_page(rights: Rights, group: Group) -> ClassTalks:
    """Everything on the page of one class. Four reads, whatever the number of pupils."""
    members = live_memberships(rights.on).filter(group=group, role=Membership.Role.PUPIL)
    pupils = list(rights.pupils("talk_read").filter(pk__in=members.values("person")).order_by("sort_key", "key"))
    halves = [half for half in halves_of(school_year_of(rights.on)) if half.first <= rights.on]
    found = talks_in(halves, [pupil.pk for pupil in pupils])
    half = current_half(rights.on)
    columns = [Column("pupil", gettext_lazy("Elev")), *(Column(each.key, _(WORDS[each.key])) for each in halves)]
    rows = [_row(pupil, halves, found.get(pupil.pk, []), rights.on) for pupil in pupils]
    missing = sum(_is_missing(half, found.get(pupil.pk, []), rights.on) for pupil in pupils)
    return ClassTalks(group, half, pupils, columns, rows, missing)


def current_half(on: dt.date) -> Half:
    """The half-year that holds the day."""
    return next(half for half in halves_of(school_year_of(on)) if half.holds(on))


def lacking_in(rights: Rights, groups: Iterable[Group], half: Half) -> dict[int, tuple[int, int]]:
    """Group → (pupils that lack the half-year's talk, all pupils), of those the reader may see. Two reads."""
    members = live_memberships(rights.on).filter(
        group__in=list(groups), role=Membership.Role.PUPIL, person__in=rights.pupils("talk_read").values("pk")
    )
    of_groups = list(members.values_list("group_id", "person_id"))
    found = talks_in([half], {pupil for _group, pupil in of_groups})
    counts: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for group, pupil in of_groups:
        lacking, everybody = counts[group]
        counts[group] = lacking + _is_missing(half, found.get(pupil, []), rights.on), everybody + 1
    return counts


def _is_missing(half: Half, talks: list[tuple[str, dt.date, bool]], on: dt.date) -> bool:
    return standing_in(half, [(day, is_held) for _kind, day, is_held in talks], on) in (MISSING, NOT_HELD)


def _row(pupil: Person, halves: Iterable[Half], talks: list[tuple[str, dt.date, bool]], on: dt.date) -> Row:
    cells = {half.key: _cell(pupil, half, [(day, is_held) for _kind, day, is_held in talks], on) for half in halves}
    return {"pupil": Cell(str(pupil), url=reverse("pupil", args=[pupil.pk]), order=pupil.sort_key), **cells}


def _cell(pupil: Person, half: Half, talks: list[tuple[dt.date, bool]], on: dt.date) -> Cell:
    """Held with the last day; missing in the half-year that goes leads on to holding it."""
    standing = standing_in(half, talks, on)
    within = [(day, is_held) for day, is_held in talks if half.holds(day)]
    held = [day for day, is_held in within if is_held]
    if standing == HELD:
        word = _("Holdt") if len(held) == 1 else _("%(count)d holdt") % {"count": len(held)}
        return Cell(word, look="done", note=near_day(max(held), on), order=ORDER[HELD])
    if standing == COMING:
        return Cell(_("Kommer"), order=ORDER[COMING])
    tried = _("Ikke holdt %(day)s") % {"day": near_day(max(day for day, _held in within), on)} if within else ""
    note = _with_link(tried, pupil) if half.holds(on) else tried
    look = "overdue" if half.last < on else "waiting"
    return Cell(_("Mangler"), look=look, note=note, order=ORDER[standing])


def _with_link(tried: str, pupil: Person) -> SafeString:
    """What was tried, and the way to the form."""
    url = reverse("talk_hold", args=[pupil.pk, SLUGS[TalkKind.HALF_YEAR]])
    link = format_html('<a class="ds-link" href="{}">{}</a>', url, _("Skriv samtalen"))
    return format_html("{} · {}", tried, link) if tried else link


GROUP_COLUMNS = (
    Column("class", gettext_lazy("Klasse")),
    Column("missing", gettext_lazy("Mangler samtale"), NUMBER),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
)


def _group_row(group: Group, counts: tuple[int, int]) -> Row:
    lacking, everybody = counts
    return {
        "class": Cell(group.name, url=reverse("class_talks", args=[group.pk])),
        "missing": lacking,
        "pupils": everybody,
    }
