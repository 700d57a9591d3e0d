"""A case of Elev A1 that the contact teacher has, and a second subject teacher of the class."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_group, a_person, a_user, belong, employ
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.asking import ask_input
from tettpaa.assess.mappings.models import InputRound
from tettpaa.assess.mappings.queries import teachings_of
from tettpaa.schools.people.models import Membership
from tettpaa.schools.places.models import Group

AT = dt.datetime(2025, 10, 13, 6, tzinfo=dt.UTC)
DUE = dt.date(2025, 10, 20)


@pytest.fixture
def case(cast) -> Case:
    return open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=AT,
    )  # fmt: skip


@pytest.fixture
def maths(cast):
    """The maths teacher, by user name `maths`, who has Elev A1 in another group."""
    teacher = a_person(cast.owner, "Lærer", "Matte")
    employ(teacher, cast.school)
    group = a_group(cast.school, "1STA matte", Group.Kind.TEACHING, subject_code="MAT1019")
    belong(teacher, group, Membership.Role.TEACHER)
    belong(cast.pupils["a1"], group)
    cast.users["maths"] = a_user("maths", teacher)
    return teacher


@pytest.fixture
def asked(cast, case, maths) -> InputRound:
    """Both teachers were asked yesterday."""
    return ask_input(
        case=case, teachings=list(teachings_of(case.pupil, AT.date())), due_on=DUE, form_id=uuid.uuid4(),
        by="contact_a", at=AT,
    )  # fmt: skip
