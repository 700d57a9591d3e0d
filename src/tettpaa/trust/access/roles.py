"""Who acts, and how far each role reaches. Pure."""

from enum import StrEnum


class Role(StrEnum):
    """What ties a user to pupils, groups, schools or an owner. A user may hold several.

    Contact teacher, subject teacher, pupil and guardian follow from the schools' systems and can never be
    granted. Emergency opener and receiver follow from an opening or a share about one pupil.
    """

    CONTACT_TEACHER = "contact_teacher"
    SUBJECT_TEACHER = "subject_teacher"
    SUBSTITUTE = "substitute"
    COUNSELLOR = "counsellor"
    LEADER = "leader"
    CASE_MEMBER = "case_member"
    PPT_ADVISER = "ppt_adviser"
    PPT_OFFICE = "ppt_office"
    NURSE = "nurse"
    OT_ADVISER = "ot_adviser"
    NAV_ADVISER = "nav_adviser"
    CHILD_WELFARE_CONTACT = "child_welfare"
    EMERGENCY_OPENER = "emergency"
    RECEIVER = "receiver"
    CUSTODIAN = "custodian"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    ANALYST = "analyst"
    RULE_EDITOR = "rule_editor"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    PRIVACY_OFFICER = "privacy_officer"
    MACHINE = "machine"


class Where(StrEnum):
    """How far a role reaches, always from its own ties."""

    CONTACT_GROUPS = "contact_groups"  # classes and contact groups one is contact teacher of
    TEACHING_GROUPS = "teaching_groups"  # teaching groups one teaches
    COVERED_GROUPS = "covered_groups"  # groups whose lessons one takes as a substitute
    SCHOOL = "school"  # the school one leads, counsels or answers for PPT at
    OWNER = "owner"  # the whole owner
    ONE_PUPIL = "one_pupil"  # the pupil one is assigned to, has opened or received a share about
    ONESELF = "oneself"  # the pupil one is
    WARDS = "wards"  # the minors one has parental responsibility for


REACH = {
    Role.CONTACT_TEACHER: Where.CONTACT_GROUPS,
    Role.SUBJECT_TEACHER: Where.TEACHING_GROUPS,
    Role.SUBSTITUTE: Where.COVERED_GROUPS,
    Role.COUNSELLOR: Where.SCHOOL,
    Role.LEADER: Where.SCHOOL,
    Role.CASE_MEMBER: Where.ONE_PUPIL,
    Role.PPT_ADVISER: Where.ONE_PUPIL,
    # Whom the school may ask at PPT: answers what names nobody, and reaches no pupil by it.
    Role.PPT_OFFICE: Where.SCHOOL,
    Role.NURSE: Where.ONE_PUPIL,
    Role.OT_ADVISER: Where.ONE_PUPIL,
    Role.NAV_ADVISER: Where.ONE_PUPIL,
    Role.CHILD_WELFARE_CONTACT: Where.ONE_PUPIL,
    Role.EMERGENCY_OPENER: Where.ONE_PUPIL,
    Role.RECEIVER: Where.ONE_PUPIL,
    Role.CUSTODIAN: Where.SCHOOL,
    Role.PUPIL: Where.ONESELF,
    Role.GUARDIAN: Where.WARDS,
    Role.ANALYST: Where.OWNER,
    Role.RULE_EDITOR: Where.OWNER,
    Role.ADMINISTRATOR: Where.OWNER,
    Role.OPERATOR: Where.OWNER,
    Role.PRIVACY_OFFICER: Where.OWNER,
    Role.MACHINE: Where.OWNER,
}

# What a tie of each reach is tied to.
PLACE_OF = {
    Where.CONTACT_GROUPS: "group",
    Where.TEACHING_GROUPS: "group",
    Where.COVERED_GROUPS: "group",
    Where.SCHOOL: "school",
    Where.OWNER: "owner",
    Where.ONE_PUPIL: "pupil",
    Where.ONESELF: "pupil",
    Where.WARDS: "pupil",
}

# Who comes on their own or their child's behalf. Everybody else acts for an office, and is kept from kin.
PRIVATE = frozenset({Role.PUPIL, Role.GUARDIAN})
# From other bodies: at most 90 days at a time (docs/explanation/trust.md).
GUESTS = frozenset({Role.NAV_ADVISER, Role.CHILD_WELFARE_CONTACT, Role.NURSE, Role.PPT_ADVISER, Role.OT_ADVISER})
# Whoever works for the school or its owner is no guest there: a zone of another body is not opened by calling oneself one.
OF_THE_HOUSE = frozenset({
    Role.CONTACT_TEACHER, Role.SUBJECT_TEACHER, Role.SUBSTITUTE, Role.COUNSELLOR, Role.LEADER, Role.CUSTODIAN, Role.ANALYST,
    Role.RULE_EDITOR, Role.ADMINISTRATOR, Role.OPERATOR, Role.PRIVACY_OFFICER, Role.MACHINE,
})  # fmt: skip
