"""Whatever the schema holds has a rule of retention, a place in the order of removal and in a pupil's own copy."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from tests.cast import TODAY
from tettpaa.config.keeping import all_classes
from tettpaa.schema import DECISION_TABLES, SOURCE_TABLES
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.matrix import THING
from tettpaa.trust.identity.models import User
from tettpaa.trust.retention.database import model_of
from tettpaa.trust.retention.rules import all_kept, rule_for, rules_on

TABLES = {**SOURCE_TABLES, **DECISION_TABLES}
DATABASE = [kept for kept in all_kept() if kept.kind == "database"]


@pytest.mark.parametrize("name", TABLES)
def test_every_word_on_retention_in_the_schema_is_a_rule(name):
    rule = rule_for(TABLES[name].retention, rules_on(TODAY))
    assert rule.source and rule.basis in {"law", "plan"}
    assert rule.period or rule.counted in {"never", "with"}


def test_every_table_has_its_place_and_no_place_is_for_nothing():
    listed = [kept.table for kept in all_kept()]
    assert len(listed) == len(set(listed))
    assert set(listed) == {*TABLES, "places.Owner"}
    assert {each.kept.table for each in all_classes() if each.kept.kind != "log"} == {
        kept.table for kept in all_kept() if kept.kind != "log"
    }


@pytest.mark.parametrize("kept", all_kept(), ids=lambda kept: kept.table)
def test_every_table_says_what_a_pupil_may_see_of_it_and_what_erasure_takes(kept):
    is_about_somebody = bool(kept.person) or kept.thing != "" or kept.erasure != ""
    assert is_about_somebody != bool(kept.nobody), "say either whom it is about or why it is about nobody"
    if is_about_somebody:
        assert bool(kept.thing) != bool(kept.withheld)
        assert not kept.thing or kept.thing in THING
        assert kept.erasure == "goes" or (kept.erasure == "stays" and kept.why)


@pytest.mark.parametrize("kept", DATABASE, ids=lambda kept: kept.table)
def test_nobody_named_in_a_table_is_forgotten(kept):
    """Each column that leads to a person or a user is the pupil's, or is left out of the pupil's copy."""
    model = model_of(kept.table)
    for field in model._meta.concrete_fields:
        if field.related_model in {Person, User}:
            assert field.name == kept.person.split("__")[0] or field.attname in kept.others, field.attname
    # A row's own day may be that of the whole it is a part of.
    whole, is_of_whole, _column = kept.own_day.partition("__")
    own_day = f"{whole}_id" if is_of_whole else whole
    for column in (*kept.born, *kept.others, *kept.ended, *filter(None, [own_day])):
        assert any(field.attname == column for field in model._meta.concrete_fields), column
    for path in filter(None, (kept.person, kept.owner, kept.school, kept.staff)):
        _walk(model, path)


def test_who_wrote_is_never_in_a_copy():
    """Columns that name somebody, by the schema, are the pupil's own or left out."""
    for kept in all_kept():
        table = TABLES.get(kept.table)
        names = (
            {column.name for column in table.columns if column.privacy == "name"}
            if table and not kept.nobody
            else set()
        )
        own = {"user_id", "person_id", "username", "given_name", "family_name", "feide_name"}
        assert names - set(kept.others) <= own, kept.table


def _walk(model, path: str) -> None:
    for part in path.split("__") if path != "self" else []:
        try:
            model = model._meta.get_field(part).related_model
        except FieldDoesNotExist:
            pytest.fail(f"{path}: {model} has no {part}")
    assert model in apps.get_models()
