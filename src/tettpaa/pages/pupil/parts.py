"""Which parts of a pupil's page a reader may see. What may not be seen is not there, and nothing hints at it."""

from dataclasses import dataclass

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role

ASKED = (
    "absence_read", "subject_absence_read", "grade_read", "subject_grade_read", "flag_read", "contact_read",
    "contact_record", "document_read", "document_add", "document_void", "consent_read",
    "concern_tell", "case_read", "case_open", "measure_read", "talk_read", "talk_record", "letter_read",
)  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """The reader's permissions for one pupil; `own_groups` are the teaching groups the two share, as keys."""

    permitted: frozenset[str]
    own_groups: frozenset[int]
    own_subjects: frozenset[str]

    def may(self, permission: str) -> bool:
        return permission in self.permitted


def parts_for(rights: Rights, pupil: Person) -> Parts:
    """Every question about the page's parts, from the pupil's places read once."""
    about = rights.whom(pupil)
    permitted = frozenset(name for name in ASKED if rights.decides(permission_named(name), about))
    places = {standing.place for standing in about.standings}
    shared = {tie.place.key for tie in rights.ties if tie.role is Role.SUBJECT_TEACHER and tie.place in places}
    groups = Group.objects.filter(key__in=shared).values_list("subject_code", flat=True) if shared else ()
    return Parts(permitted, frozenset(shared), frozenset(code for code in groups if code))
