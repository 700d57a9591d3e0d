"""What a subject teacher is asked, and no more: the pupil's name, the subject, the questions and the day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tettpaa.assess.mappings.models import InputRequest
from tettpaa.assess.mappings.queries import requests_to
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.pages.mapping.told import answers_in
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class OwnRequest:
    """One question round as the teacher sees it."""

    request: InputRequest
    subject: str
    answers: list[tuple[str, str]]

    @property
    def is_answered(self) -> bool:
        return self.request.answered_at is not None


def requests_for(rights: Rights) -> QuerySet[InputRequest]:
    """What the reader is asked in open rounds about pupils in the reader's own teaching groups."""
    if rights.person is None or not rights.may("input_answer"):
        return InputRequest.objects.none()
    return requests_to(rights.person, rights.pupils("subject_absence_read"), rights.on).filter(voided_at=None)


def own_requests(requests: Sequence[InputRequest]) -> list[OwnRequest]:
    """Each with its subject. Subject names are read once for each school."""
    return [OwnRequest(each, subject_of(each.group), answers_in(each, each.round)) for each in requests]


def subject_of(group: Group) -> str:
    """The subject's name, or the group's where the school delivers no names."""
    names = subject_names(group.school.owner, [group.school_id], group.school_year)
    return names.get(group.subject_code) or group.name
