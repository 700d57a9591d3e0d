"""Which parts of a pupil's page a reader may see. What may not be seen is not there, and nothing hints at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role

ASKED = (
    "absence_read", "subject_absence_read", "grade_read", "subject_grade_read", "flag_read", "contact_read",
    "contact_record", "contact_void", "explanation_void", "document_read", "document_add", "document_void", "consent_read",
    "concern_tell", "case_read", "case_open", "measure_read", "talk_read", "talk_record", "letter_read",
    "subject_notice_write", "guest_read",
)  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """The reader's permissions for one pupil; `own_groups` are the teaching groups the two share: key → subject code."""

    permitted: frozenset[str]
    own_groups: Mapping[int, str]
    own_subjects: frozenset[str]

    def may(self, permission: str) -> bool:
        return permission in self.permitted


def parts_for(rights: Rights, pupil: Person) -> Parts:
    """Every question about the page's parts, from the pupil's places read once."""
    about = rights.whom(pupil)
    permitted = frozenset(name for name in ASKED if rights.decides(permission_named(name), about))
    places = {standing.place for standing in about.standings}
    shared = {tie.place.key for tie in rights.ties if tie.role is Role.SUBJECT_TEACHER and tie.place in places}
    groups = (
        Group.objects.filter(key__in=shared).order_by("name", "key").values_list("key", "subject_code")
        if shared
        else ()
    )
    own = dict(groups)
    return Parts(permitted, own, frozenset(code for code in own.values() if code))
