"""What a school writes about a pupil is sealed when she goes to another; nothing that names a pupil is forgotten."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from tettpaa.schema.seals import SEALABLE
from tettpaa.trust.seals.models import Sealable
from tettpaa.trust.seals.queries import sealable_models

# Models that name a pupil and follow her to another school, with why.
FOLLOW_HER = {
    "people.Enrolment": "the roster",
    "people.GuardianLink": "the roster",
    "flags.Flag": "worked out from absence and grades, which may be fetched (forskrifta § 20-3)",
    "flags.FlagEvent": "the same",
    "outbox.Message": "says only that something waits; when the file is closed, nothing does",
    "exports.ExportedPupil": "which file holds whom, for the recall list",
    "protection.Kinship": "about a member of staff",
    "protection.Clearance": "who is named for a protected pupil; the new school's custodian looks through it",
    "seals.Seal": "the seal itself",
}


def pupil_models() -> dict[str, type]:
    found = {}
    for model in apps.get_models():
        try:
            model._meta.get_field("pupil")
        except FieldDoesNotExist:
            continue
        if model.__module__.startswith("tettpaa.") and not model.__module__.startswith("tettpaa.bench"):
            found[model._meta.label] = model
    return found


def test_every_kind_of_row_about_a_pupil_is_sealed_or_says_why_not():
    found = pupil_models()
    assert {label for label, model in found.items() if not issubclass(model, Sealable)} == set(FOLLOW_HER)


def test_the_schema_and_the_second_wall_know_them_all():
    assert {model._meta.label for model in sealable_models()} == SEALABLE


@pytest.mark.parametrize("model", sealable_models(), ids=lambda model: model._meta.label)
def test_each_forgets_what_is_sealed_unless_asked_for_everything(model):
    assert "seal" in str(model.objects.all().query.where)
    assert "seal" not in str(model.everything.all().query.where)
    assert model._default_manager.name == "objects"
    assert str(model.objects.filter(**{f"{model.dated_by}__isnull": False}).query)
