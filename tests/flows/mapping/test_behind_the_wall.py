"""On PostgreSQL a forgotten condition shows a teacher no more than what she herself is asked, while she has the pupil."""

import datetime as dt
import uuid

import pytest
from django.db import connection

from tests.flows.mapping.conftest import AT
from tests.rights import rights_of
from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.catalogue import parts_on
from tettpaa.assess.mappings.models import InputRequest, InputRound, MappingVersion
from tettpaa.assess.reviews.actions import open_review, write_line
from tettpaa.assess.reviews.models import ReviewLine
from tettpaa.schools.people.models import Membership
from tettpaa.trust.wall.asking import asked_by
from tettpaa.trust.wall.middleware import asking_of

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall")


def seen(cast, name: str) -> list[int]:
    """How many rows of each table the user is shown, whatever the program asks for."""
    with asked_by(asking_of(rights_of(cast.users[name]))):
        tables = (InputRequest, InputRound, MappingVersion, ReviewLine, Case)
        return [table.objects.count() for table in tables]


def test_each_sees_what_is_theirs_and_the_teacher_only_her_own_part(cast, case, asked):
    found = {part.key: {"unknown": ""} for part in parts_on(AT.date()).asked}
    save_mapping(
        case=case, began_from=0, found=found, own_words="", is_with_pupil=True, why_without="", form_id=uuid.uuid4(),
        by="contact_a", at=AT,
    )  # fmt: skip
    review = open_review(group=cast.class_a, half=1, by="counsellor", at=AT)
    write_line(review=review, pupil=case.pupil, began_from=0, choice="talk", line="", by="counsellor", at=AT)
    assert seen(cast, "contact_a") == seen(cast, "leader") == [2, 1, 1, 1, 1]
    assert seen(cast, "subject") == seen(cast, "maths") == [1, 1, 0, 0, 0]
    assert seen(cast, "contact_b") == seen(cast, "leader_elsewhere") == [0, 0, 0, 0, 0]
    with asked_by(asking_of(rights_of(cast.users["subject"]))):
        assert InputRequest.objects.update(answered_at=AT) == 1, "nor does she write in another's"
        assert InputRound.objects.update(due_on=AT.date()) == 0
    Membership.objects.filter(person=cast.users["subject"].person).update(valid_to=dt.date(2025, 10, 13))
    assert seen(cast, "subject")[0] == 0
