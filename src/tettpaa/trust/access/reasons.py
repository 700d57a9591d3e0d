"""Why a user may see a pupil: kept in the log as a short code, shown as words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Membership
from tettpaa.schools.people.queries import live_enrolments, live_memberships
from tettpaa.trust.access.permissions import Permission, Role
from tettpaa.trust.access.rules import Decision, Place, Standing, Tie, decide, live_ties


def role_word(role: Role) -> str:
    return {
        Role.CONTACT_TEACHER: _("kontaktlærer"),
        Role.SUBJECT_TEACHER: _("faglærer"),
        Role.COUNSELLOR: _("rådgiver ved skolen"),
        Role.LEADER: _("leder ved skolen"),
        Role.ANALYST: _("skoleeiers analytiker"),
        Role.RULE_EDITOR: _("skoleeiers regelansvarlige"),
        Role.ADMINISTRATOR: _("administrator"),
    }[role]


def code_of(decision: Decision) -> str:
    """'contact_teacher 2025-08-18': what the log keeps, the same in every language."""
    if decision.role is None:
        return ""
    return f"{decision.role.value} {decision.since.isoformat() if decision.since else '-'}"


def words_of(code: str) -> str:
    """'kontaktlærer siden 18.08.2025', in the reader's language."""
    role, _space, since = code.partition(" ")
    word = role_word(Role(role))
    if since == "-":
        return word
    return _("%(role)s siden %(day)s") % {"role": word, "day": dt.date.fromisoformat(since).strftime("%d.%m.%Y")}


def codes_for(permission: Permission, ties: Sequence[Tie], pupils: Sequence[int], on: dt.date) -> dict[int, str]:
    """Each permitted pupil's reason; a pupil who is not permitted is left out. At most two reads."""
    return _codes(permission, ties, _standings_where(live_ties(permission, ties, on), on, pupils), on)


def codes_of_all(permission: Permission, ties: Sequence[Tie], on: dt.date) -> dict[int, str]:
    """Every pupil the ties permit, with the reason. At most two reads."""
    return _codes(permission, ties, _standings_where(live_ties(permission, ties, on), on, None), on)


def _codes(
    permission: Permission, ties: Sequence[Tie], standings: dict[int, list[Standing]], on: dt.date
) -> dict[int, str]:
    decisions = {pupil: decide(permission, ties, places, on) for pupil, places in standings.items()}
    return {pupil: code_of(decision) for pupil, decision in decisions.items() if decision.is_permitted}


def _standings_where(ties: Sequence[Tie], on: dt.date, pupils: Sequence[int] | None) -> dict[int, list[Standing]]:
    """Live places of these pupils (of all, for None), among the places the ties are tied to."""
    standings: dict[int, list[Standing]] = defaultdict(list)
    groups = [tie.place.key for tie in ties if tie.place.kind == "group"]
    schools = [tie.place.key for tie in ties if tie.place.kind == "school"]
    if groups:
        members = live_memberships(on).filter(role=Membership.Role.PUPIL, group__in=groups, person__is_gone=False)
        asked = members if pupils is None else members.filter(person__in=pupils)
        for pupil, group in asked.values_list("person_id", "group_id"):
            standings[pupil].append(Standing(Place("group", group)))
    if schools:
        enrolled = live_enrolments(on).filter(school__in=schools, pupil__is_gone=False)
        asked_at = enrolled if pupils is None else enrolled.filter(pupil__in=pupils)
        for pupil, school in asked_at.values_list("pupil_id", "school_id"):
            standings[pupil].append(Standing(Place("school", school)))
    return standings
