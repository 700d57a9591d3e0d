"""What the figures about talks count: spells of absence, flags, and rhythms agreed, each with whether somebody spoke."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Min, QuerySet

from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.rhythm_rules import counted_from, is_overdue
from tettpaa.assess.talks.talk_queries import spoken_days, standing_rhythms
from tettpaa.identify.flags.models import FlagEvent, Kind
from tettpaa.look_back.quality.figures import Counted, in_time_limit
from tettpaa.look_back.quality.kept_spells import spells_in
from tettpaa.look_back.quality.scope import Scope, timed
from tettpaa.schools.people.queries import live_enrolments

type Rows = list[Counted]


def spell_talk(scope: Scope) -> Rows:
    """Spells of absence that began in the year, each from its first day: it counts once it is long enough to be one.

    Unknown where nobody at the school had written a contact here yet: absence is older than this program at a school.
    """
    reached = scope.days_reached
    limit = in_time_limit("spell_talk", scope.on)
    written_since = _written_since(scope)
    return [
        timed(
            scope, each.pupil, each.school, each.begins_on, _first(reached.get(each.pupil, ()), each.begins_on), limit
        )
        if written_since.get(each.school, dt.date.max) <= each.begins_on
        else Counted(each.pupil, each.school, each.begins_on, None)
        for each in spells_in(scope)
    ]


def _written_since(scope: Scope) -> dict[int, dt.date]:
    """School → the day of the first contact anybody wrote of a pupil who goes or went there."""
    at = "pupil__enrolments__school"
    contacts = Contact.everything.filter(**{f"{at}__in": scope.schools}, voided_at=None)
    return dict(contacts.values_list(at).annotate(Min("on")).order_by())


def flag_talk(scope: Scope) -> Rows:
    raised = FlagEvent.objects.filter(
        school__in=scope.schools, school_year=scope.school_year, kind=Kind.RAISED, on__lte=scope.until
    )
    firsts = list(raised.values_list("pupil_id", "school_id").annotate(Min("on")).order_by())
    reached = scope.days_reached
    limit = in_time_limit("flag_talk", scope.on)
    return [timed(scope, pupil, school, on, _first(reached.get(pupil, ()), on), limit) for pupil, school, on in firsts]


def _first(days: Iterable[dt.date], since: dt.date) -> dt.date | None:
    return next((day for day in days if day >= since), None)


def dialogue_kept(scope: Scope) -> Rows:
    enrolled = live_enrolments(scope.on).filter(school__in=scope.schools)
    who: QuerySet = enrolled.values("pupil")
    rhythms = [each for each in standing_rhythms(who, scope.on) if each.begins_on <= scope.on]
    pupils = {rhythm.pupil_id for rhythm in rhythms}
    schools = dict(enrolled.filter(pupil__in=pupils).values_list("pupil_id", "school_id"))
    spoken = spoken_days(rhythms)
    found = []
    for rhythm in rhythms:
        school = schools[rhythm.pupil_id]
        counted_on = counted_from(rhythm.begins_on, spoken.get((rhythm.pupil_id, rhythm.party), ()))
        late = is_overdue(
            counted=counted_on, every_days=rhythm.every_days, today=scope.on,
            school_days_since=scope.days_between(school, counted_on, scope.on),
        )  # fmt: skip
        found.append(Counted(rhythm.pupil_id, school, counted_on, not late))
    return found
