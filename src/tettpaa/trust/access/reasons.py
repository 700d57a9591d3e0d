"""Why a user may see a pupil: kept in the log as a short code, shown as words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_enrolments, live_memberships
from tettpaa.trust.access.permissions import Permission
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import Asker, Decision, Moment, Place, Standing, Tie, Whom, decide, live_ties


def role_word(role: Role) -> str:
    return {
        Role.CONTACT_TEACHER: _("kontaktlærer"),
        Role.SUBJECT_TEACHER: _("faglærer"),
        Role.COUNSELLOR: _("rådgiver ved skolen"),
        Role.LEADER: _("leder ved skolen"),
        Role.ANALYST: _("skoleeiers analytiker"),
        Role.RULE_EDITOR: _("skoleeiers regelansvarlige"),
        Role.ADMINISTRATOR: _("administrator"),
        Role.SUBSTITUTE: _("vikar"),
        Role.CASE_MEMBER: _("med i oppfølgingssaken"),
        Role.PPT_ADVISER: _("PP-rådgiver"),
        Role.PPT_OFFICE: _("PP-tjenesten"),
        Role.NURSE: _("helsesykepleier"),
        Role.OT_ADVISER: _("veileder i oppfølgingstjenesten"),
        Role.NAV_ADVISER: _("veileder i NAV"),
        Role.CHILD_WELFARE_CONTACT: _("kontakt i barnevernet"),
        Role.EMERGENCY_OPENER: _("nødåpning"),
        Role.RECEIVER: _("mottaker av en deling"),
        Role.CUSTODIAN: _("forvalter av adressebeskyttelse"),
        Role.PUPIL: _("eleven selv"),
        Role.GUARDIAN: _("foresatt"),
        Role.OPERATOR: _("driftsansvarlig"),
        Role.PRIVACY_OFFICER: _("personvernombud"),
        Role.MACHINE: _("maskin"),
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


def codes_for(permission: Permission, asker: Asker, pupils: Sequence[int], moment: Moment) -> dict[int, str]:
    """Each permitted pupil's reason; a pupil who is not permitted is left out. At most three reads."""
    return _codes(permission, asker, pupils, moment)


def codes_of_all(permission: Permission, asker: Asker, moment: Moment) -> dict[int, str]:
    """Every pupil the ties permit, with the reason. At most three reads."""
    return _codes(permission, asker, None, moment)


def _codes(permission: Permission, asker: Asker, pupils: Sequence[int] | None, moment: Moment) -> dict[int, str]:
    ties = live_ties(permission, asker, moment)
    found = _standings_where(ties, moment.on, pupils)
    decisions = {key: decide(permission, asker, Whom(owner, tuple(places), key), moment)
                 for (key, owner), places in found.items()}  # fmt: skip
    return {pupil: code_of(decision) for pupil, decision in decisions.items() if decision.is_permitted}


def _standings_where(
    ties: Sequence[Tie], on: dt.date, pupils: Sequence[int] | None
) -> dict[tuple[int, int], list[Standing]]:
    """Live places of these pupils (of all, for None), among the places the ties are tied to; by pupil and owner."""
    standings: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    keys: dict[str, list[int]] = defaultdict(list)
    for tie in ties:
        keys[tie.place.kind].append(tie.place.key)
    if keys["group"]:
        members = live_memberships(on).filter(
            role=Membership.Role.PUPIL, group__in=keys["group"], person__is_gone=False
        )
        asked = members if pupils is None else members.filter(person__in=pupils)
        for pupil, owner, group in asked.values_list("person_id", "person__owner_id", "group_id"):
            standings[pupil, owner].append(Standing(Place("group", group)))
    if keys["school"] or keys["owner"]:
        is_reached = Q(school__in=keys["school"]) | Q(school__owner__in=keys["owner"])
        enrolled = live_enrolments(on).filter(is_reached, pupil__is_gone=False)
        asked_at = enrolled if pupils is None else enrolled.filter(pupil__in=pupils)
        rows = asked_at.values_list("pupil_id", "pupil__owner_id", "school_id", "school__owner_id")
        for pupil, owner, school, owner_of_school in rows:
            standings[pupil, owner] += [Standing(Place("school", school)), Standing(Place("owner", owner_of_school))]
    if named := [key for key in keys["pupil"] if pupils is None or key in set(pupils)]:
        for pupil, owner in Person.objects.filter(key__in=named, is_gone=False).values_list("key", "owner_id"):
            standings[pupil, owner].append(Standing(Place("pupil", pupil)))
    return standings
