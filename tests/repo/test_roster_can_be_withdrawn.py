"""What a source withdraws can be taken away: nothing that people do may lean on a tie in a way that stops an import."""

import pytest
from django.apps import apps

from tettpaa.identify.imports.roster_writes import MARKED
from tettpaa.schema import ROSTER
from tettpaa.schools.people.models import Employment, Enrolment, GuardianLink, Membership


@pytest.mark.parametrize("tie", [Enrolment, Employment, Membership, GuardianLink], ids=lambda model: model.__name__)
def test_no_model_refers_to_a_tie(tie):
    assert [f"{field.model.__name__}.{field.name}" for field in _relations() if field.related_model is tie] == []


def test_what_decisions_refer_to_is_marked_and_never_removed():
    assert set(MARKED) == {"schools", "people", "groups"} <= {table.name for table in ROSTER}


def _relations():
    return [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.many_to_one or field.one_to_one
    ]
