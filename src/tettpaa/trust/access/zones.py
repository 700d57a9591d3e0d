"""Zones: areas with a duty of secrecy of their own, and how surely one must be signed in to enter. Pure.

Source: docs/explanation/trust.md; forvaltningsloven § 13, helsepersonelloven § 21, barnevernsloven § 13-1, NAV-loven § 7.
"""

from enum import StrEnum

from tettpaa.trust.access.roles import Role
from tettpaa.trust.identity.strength import Strength


class Zone(StrEnum):
    """A closed zone hides that it holds anything at all."""

    EVERYDAY = "everyday"
    SCHOOL = "school"
    PPT = "ppt"
    HEALTH = "health"
    CHILD_WELFARE = "child_welfare"
    NAV = "nav"
    ADDRESS = "address"
    ANALYTICS = "analytics"
    OPEN = "open"


MINIMUM = {
    Zone.OPEN: Strength.NONE,
    Zone.EVERYDAY: Strength.PLAIN,
    Zone.SCHOOL: Strength.TWO_FACTORS,
    Zone.PPT: Strength.TWO_FACTORS,
    Zone.NAV: Strength.TWO_FACTORS,
    Zone.ANALYTICS: Strength.TWO_FACTORS,
    Zone.HEALTH: Strength.HIGH,
    Zone.CHILD_WELFARE: Strength.HIGH,
    Zone.ADDRESS: Strength.HIGH,
}

# Pupils sign in with Feide, mostly without a second factor, and see only themselves.
WEAKER = {(Zone.SCHOOL, Role.PUPIL): Strength.PLAIN}

# Where an emergency opening can lead; nowhere else, whatever the reason.
OPENED_IN_EMERGENCY = frozenset({Zone.EVERYDAY, Zone.SCHOOL})

# Whom each zone lets in at all. A wrong letter in the matrix gives nobody a zone that is not theirs.
_SCHOOL_STAFF = frozenset({
    Role.CONTACT_TEACHER, Role.COUNSELLOR, Role.LEADER, Role.CASE_MEMBER, Role.EMERGENCY_OPENER, Role.RECEIVER,
})  # fmt: skip
_ANYBODY = frozenset(Role)
MAY_USE = {
    Zone.OPEN: _ANYBODY,
    Zone.EVERYDAY: _ANYBODY,
    Zone.SCHOOL: _SCHOOL_STAFF | {
        Role.SUBJECT_TEACHER, Role.SUBSTITUTE, Role.PPT_ADVISER, Role.PPT_OFFICE, Role.NURSE, Role.OT_ADVISER, Role.NAV_ADVISER,
        Role.CHILD_WELFARE_CONTACT, Role.PUPIL, Role.GUARDIAN, Role.PRIVACY_OFFICER,
    },
    Zone.PPT: frozenset({Role.PPT_ADVISER, Role.PUPIL}),
    Zone.HEALTH: frozenset({Role.NURSE}),
    Zone.CHILD_WELFARE: frozenset({Role.CHILD_WELFARE_CONTACT}),
    Zone.NAV: frozenset({Role.NAV_ADVISER, Role.OT_ADVISER, Role.PUPIL}),
    Zone.ADDRESS: frozenset({Role.CUSTODIAN}),
    Zone.ANALYTICS: frozenset({Role.ANALYST, Role.RULE_EDITOR, Role.LEADER, Role.COUNSELLOR}),
}  # fmt: skip


def minimum_of(zone: Zone, role: Role) -> Strength:
    """The weakest sign-in with which the role may enter the zone."""
    return WEAKER.get((zone, role), MINIMUM[zone])
