"""Which rules decide on a day, and where pupils stand with them."""

import datetime as dt
from collections.abc import Iterable
from typing import cast

from django.db.models import QuerySet

from tettpaa.identify.flags.models import Flag, FlagEvent, FlagUpdate, RuleSet, RuleSetVersion
from tettpaa.identify.flags.past import Event
from tettpaa.identify.flags.states import Name, raised_since
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of


def versions_in_force(owner: Owner, as_of: dt.date) -> list[RuleSetVersion]:
    """The owner's and its schools' versions that decide on the day, one per rule set that is on."""
    begun = RuleSetVersion.objects.filter(rule_set__owner=owner, valid_from__lte=as_of)
    newest = {version.rule_set_id: version for version in begun.select_related("rule_set").order_by("number")}
    return [version for version in newest.values() if version.valid_to is None or as_of <= version.valid_to]


def version_of(rule_set: RuleSet, as_of: dt.date) -> RuleSetVersion | None:
    """The version that decides on the day; None where the rule set has not begun or is off."""
    newest = rule_set.versions.filter(valid_from__lte=as_of).order_by("-number").first()
    return newest if newest and (newest.valid_to is None or as_of <= newest.valid_to) else None


def last_update(owner: Owner) -> FlagUpdate | None:
    """The newest run over all the owner's pupils."""
    return FlagUpdate.objects.filter(owner=owner, is_whole=True).order_by("-as_of", "-at").first()


def flags_of_pupils(pupils: Iterable[int], as_of: dt.date) -> dict[int, list[Flag]]:
    """Pupil key → where the pupil stands with each rule that has said anything this school year, newest first.

    One read for the newest day, with the newest facts. An earlier day takes another: it is told from
    the events, with the facts each had on its day.
    """
    keys = list(pupils)
    year = school_year_of(as_of)
    flags = list(Flag.objects.filter(pupil__in=keys, school_year=year).select_related("version"))
    if any(flag.as_of > as_of for flag in flags):
        flags = _as_they_stood(FlagEvent.objects.filter(pupil__in=keys, school_year=year, on__lte=as_of))
    found: dict[int, list[Flag]] = {key: [] for key in keys}
    for flag in sorted(flags, key=lambda each: (each.on, each.rule), reverse=True):
        found[flag.pupil_id].append(flag)
    return found


def flags_on(owner: Owner, as_of: dt.date) -> list[Flag]:
    """Every flag of the owner's pupils that stands raised or unknown on the day, by pupil and rule."""
    year = school_year_of(as_of)
    flags = list(Flag.objects.filter(school__owner=owner, school_year=year).select_related("version", "rule_set"))
    if any(flag.as_of > as_of for flag in flags):
        flags = _as_they_stood(
            FlagEvent.objects.filter(school__owner=owner, school_year=year, on__lte=as_of).select_related("rule_set")
        )
    open_ones = [flag for flag in flags if flag.kind != "cleared"]
    return sorted(open_ones, key=lambda flag: (flag.pupil_id, flag.rule_set_id, flag.rule))


def open_flags(pupil: int, as_of: dt.date) -> list[Flag]:
    """The pupil's flags that stand raised or unknown, newest first."""
    return [flag for flag in flags_of_pupils([pupil], as_of)[pupil] if flag.kind != "cleared"]


def history(pupil: int, school_year: int) -> QuerySet[FlagEvent]:
    """All that has become of the pupil's flags in a school year, newest first."""
    events = FlagEvent.objects.filter(pupil=pupil, school_year=school_year)
    return events.select_related("version", "rule_set").order_by("-pk")


def _as_they_stood(events: QuerySet[FlagEvent]) -> list[Flag]:
    """The flags that these events leave, oldest event first; unsaved."""
    stood: dict[tuple[int, int, str], Flag] = {}
    for event in events.select_related("version").order_by("pk"):
        key = (event.pupil_id, event.rule_set_id, event.rule)
        before = stood[key].raised_on if key in stood else None
        stood[key] = Flag(
            pupil_id=event.pupil_id, school_id=event.school_id, school_year=event.school_year,
            rule_set_id=event.rule_set_id, rule=event.rule, version=event.version, kind=event.kind, on=event.on,
            raised_on=raised_since(before, cast(Name, event.kind), event.on), held_since=event.held_since, facts=event.facts,
            subjects=event.subjects, as_of=event.on,
        )  # fmt: skip
    return list(stood.values())


def events_at(school: School, pupils: Iterable[int] | QuerySet[Person], on: dt.date) -> list[Event]:
    """What became of these pupils' flags at a school this school year, through the day, in the order it was written."""
    events = FlagEvent.objects.filter(school=school, school_year=school_year_of(on), on__lte=on, pupil__in=pupils)
    names = ("pupil_id", "rule_set_id", "rule_set__key", "rule", "kind", "on")
    return [Event(*row) for row in events.order_by("pk").values_list(*names)]
