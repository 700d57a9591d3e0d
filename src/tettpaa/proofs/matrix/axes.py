"""The axes: who asks, how they stand to the pupil, and how the pupil is. Source: docs/explanation/trust.md."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import moment_of

NOON = moment_of(dt.datetime(2025, 10, 14, 12, tzinfo=OSLO))
TODAY, DAY = NOON.on, dt.timedelta(days=1)
AUTUMN = dt.date(2025, 8, 18)


class Tied(StrEnum):
    """What an actor is tied to while it is at work."""

    CLASS = "class"
    TEACHING_GROUP = "teaching_group"
    LESSONS = "lessons"
    SCHOOL = "school"
    OWNER = "owner"
    PUPIL = "pupil"
    ONESELF = "oneself"
    CHILD = "child"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Actor:
    """One kind of asker. `role` is None for who has no role at all."""

    name: str
    tied: Tied
    role: Role | None = None

    @property
    def is_private(self) -> bool:
        return self.tied in {Tied.ONESELF, Tied.CHILD}


ACTORS = (
    Actor("contact_teacher", Tied.CLASS, Role.CONTACT_TEACHER),
    Actor("subject_teacher", Tied.TEACHING_GROUP, Role.SUBJECT_TEACHER),
    Actor("counsellor", Tied.SCHOOL, Role.COUNSELLOR),
    Actor("leader", Tied.SCHOOL, Role.LEADER),
    Actor("substitute", Tied.LESSONS, Role.SUBSTITUTE),
    Actor("ppt_adviser", Tied.PUPIL, Role.PPT_ADVISER),
    Actor("ppt_office", Tied.SCHOOL, Role.PPT_OFFICE),
    Actor("nurse", Tied.PUPIL, Role.NURSE),
    Actor("ot_adviser", Tied.PUPIL, Role.OT_ADVISER),
    Actor("nav_adviser", Tied.PUPIL, Role.NAV_ADVISER),
    Actor("child_welfare_contact", Tied.PUPIL, Role.CHILD_WELFARE_CONTACT),
    Actor("analyst", Tied.OWNER, Role.ANALYST),
    Actor("pupil", Tied.ONESELF, Role.PUPIL),
    Actor("guardian", Tied.CHILD, Role.GUARDIAN),
    Actor("administrator", Tied.OWNER, Role.ADMINISTRATOR),
    Actor("operator", Tied.OWNER, Role.OPERATOR),
    Actor("privacy_officer", Tied.OWNER, Role.PRIVACY_OFFICER),
    Actor("machine", Tied.OWNER, Role.MACHINE),
    Actor("anonymous", Tied.NOTHING),
)


class Relation(StrEnum):
    """How the asker stands to the pupil; where it is none of the asker's own, the asker has the role elsewhere."""

    NONE = "none"
    OTHER_SCHOOL = "other_school"  # the asker's tie is live, the pupil goes elsewhere
    CURRENT = "current"
    FORMER = "former"
    NOT_YET = "not_yet"
    CASE_MEMBER = "case_member"
    EX_MEMBER = "ex_member"
    KIN = "kin"  # the tie is live, and the pupil is the asker's own child
    OPENED = "opened"
    OPENING_OVER = "opening_over"


class State(StrEnum):
    """How the pupil is."""

    ORDINARY = "ordinary"
    ADULT = "adult"
    CONFIDENTIAL = "confidential"
    STRICT = "strict"
    CLIENT = "client"
    UNCLOSED = "unclosed"  # has changed school, and what the old one wrote is not closed yet


BORN = {state: dt.date(2006 if state is State.ADULT else 2009, 5, 1) for state in State}
