"""Every column that is kept has a meaning in two languages, a privacy class and a retention."""

import pytest
from django.apps import apps

from tettpaa.schema import DECISION_TABLES, SOURCE_TABLES
from tettpaa.schema.decisions import KEPT_BESIDE_ROSTER

ROSTER_MODELS = {
    "places.School": "schools", "places.Group": "groups", "people.Person": "people",
    "people.Enrolment": "enrolments", "people.Employment": "employments",
    "people.Membership": "memberships", "people.GuardianLink": "guardian_links",
}  # fmt: skip
OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("tettpaa")]


def described(label: str) -> set[str]:
    if label in DECISION_TABLES:
        return {column.name for column in DECISION_TABLES[label].columns}
    if label in KEPT_BESIDE_ROSTER:
        return {column.name for column in KEPT_BESIDE_ROSTER[label]}
    columns = {column.name for column in SOURCE_TABLES[ROSTER_MODELS[label]].columns}
    return columns | {column.name for column in KEPT_BESIDE_ROSTER["roster"]}


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_every_field_of_every_model_is_described(model):
    kept = {field.attname for field in model._meta.concrete_fields}
    assert kept <= described(model._meta.label)


@pytest.mark.parametrize("label", DECISION_TABLES)
def test_no_description_outlives_its_model(label):
    kept = {field.attname for field in apps.get_model(label)._meta.concrete_fields}
    assert {column.name for column in DECISION_TABLES[label].columns} <= kept


@pytest.mark.parametrize("table", [*SOURCE_TABLES.values(), *DECISION_TABLES.values()], ids=lambda table: table.name)
def test_every_description_is_whole(table):
    assert table.retention and table.nb and table.en
    assert all(column.nb and column.en and column.privacy for column in table.columns)


def test_what_a_person_wrote_is_never_called_harmless():
    free_text = [
        ("talks.Contact", "line"), ("talks.ExplanationRequest", "answer"), ("grades", "comment"),
    ]  # fmt: skip
    for table, column in free_text:
        described_in = DECISION_TABLES.get(table) or SOURCE_TABLES[table]
        assert described_in.column(column).privacy == "sensitive"
