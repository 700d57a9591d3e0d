"""What Visma's codes mean is shipped; what an owner has decided is never overwritten."""

import pytest
from django.core.management import CommandError, call_command

from tests.builders import AT, an_owner
from tettpaa.knowledge.codes.actions import load_mapping
from tettpaa.knowledge.codes.mappings import FIRST, mappings
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.knowledge.law.absence_limit import causes
from tettpaa.trust.audit.models import AuditEvent


def test_vismas_six_codes_are_there_with_source_and_doubts():
    visma = mappings()["visma"]
    assert [code.code for code in visma.codes] == ["X", "M", "D", "!", "R", "§"]
    assert [code.code for code in visma.codes if not code.counts_as_absence] == ["!", "R"]
    assert [code.code for code in visma.codes if code.documentation == "none"] == ["X", "M"]
    assert all(code.note for code in visma.codes if code.is_uncertain)


@pytest.mark.parametrize("mapping", mappings().values(), ids=lambda mapping: mapping.key)
def test_every_mapping_says_what_the_model_can_hold(mapping):
    assert mapping.name and mapping.source
    for code in mapping.codes:
        assert code.documentation in AbsenceCode.Documentation
        assert code.cause == "" or code.cause in causes()
        assert 0 < len(code.code) <= 40
    assert len({code.code for code in mapping.codes}) == len(mapping.codes)


def test_no_two_of_the_first_mappings_disagree():
    codes = [code.code for key in FIRST for code in mappings()[key].codes]
    assert len(codes) == len(set(codes))


@pytest.mark.django_db
def test_what_the_owner_has_decided_stays():
    owner = an_owner()
    AbsenceCode.objects.create(owner=owner, code="M", documentation="self", counts_as_absence=True)
    assert load_mapping(mappings()["visma"], owner=owner, by="admin", at=AT) == 5
    assert AbsenceCode.objects.get(owner=owner, code="M").documentation == "self"
    assert load_mapping(mappings()["visma"], owner=owner, by="admin", at=AT) == 0
    assert AbsenceCode.objects.count() == 6
    assert AuditEvent.objects.filter(action="absence_codes_loaded").count() == 2


@pytest.mark.django_db
def test_the_command_loads_and_lists(capsys):
    an_owner()
    call_command("codes", "load", "visma")
    call_command("codes", "list")
    said = capsys.readouterr().out
    assert "Visma InSchool: 6 nye koder" in said
    assert "!: Opplæring i annet fag" in said and "ikke fravær" in said
    call_command("codes", "mappings")
    assert "visma: Visma InSchool" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_tells_what_is_misspelled():
    an_owner()
    with pytest.raises(CommandError, match="visma"):
        call_command("codes", "load", "vism")
    an_owner("annen")
    with pytest.raises(CommandError, match="annen, fylket"):
        call_command("codes", "list")
