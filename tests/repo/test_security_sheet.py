"""The ASVS sheet claims nothing that is not there, and the record of processing forgets no table."""

import ast
import re
from functools import cache

import pytest

from tests.environment import ROOT
from tettpaa.config.reference import asvs
from tettpaa.proofs.registry import PROOFS
from tettpaa.schema import DECISION_TABLES, SOURCE_TABLES
from tettpaa.schema.processing import activities

# ASVS 5.0.0 has 70 requirements at level 1 and 183 more at level 2.
COUNTS = {"1": 70, "2": 183}
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13,
            16: 16, 17: 7}  # fmt: skip


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def exists(proof: str) -> bool:
    if proof.startswith("./dev-prove-"):
        return proof.removeprefix("./dev-prove-") in PROOFS
    path, _, name = proof.partition("::")
    return (ROOT / path).is_file() and (not name or name in names_in(path))


@pytest.mark.parametrize("each", asvs.requirements(), ids=lambda each: each.requirement)
def test_every_answer_has_its_evidence_or_its_reason(each):
    assert each.words and each.level in COUNTS
    assert [proof for proof in each.proofs if not exists(proof)] == []
    if each.answer == "yes":
        assert any("::" in proof or proof.startswith("./dev") for proof in each.proofs)
    elif each.answer == "deviation":
        parts = re.fullmatch(r"Grunn: (.+)\. I stedet: (.+)\. Avgjøres av: (.+)\.", each.why)
        assert parts and min(map(len, parts.groups())) > 10 and each.proofs, "what stands instead is there to be seen"
    elif each.answer in {"doc", "code"}:
        assert each.proofs
    else:
        assert each.answer in {"na", "not_yet"} and len(each.why) > 10


def test_every_requirement_of_both_levels_is_answered_once():
    found = asvs.requirements()
    assert len({each.requirement for each in found}) == len(found)
    assert all(re.fullmatch(r"V\d+\.\d+\.\d+", each.requirement) for each in found)
    assert {level: sum(each.level == level for each in found) for level in COUNTS} == COUNTS
    assert {number: sum(each.chapter == number for each in found) for number in CHAPTERS} == CHAPTERS


def test_a_test_that_is_not_there_would_be_found():
    assert not exists("tests/repo/test_security_sheet.py::test_that_nobody_wrote")
    assert not exists("./dev-prove-everything")
    assert exists("tests/repo/test_security_sheet.py::test_a_test_that_is_not_there_would_be_found")


def test_every_table_is_for_something_and_for_one_thing():
    listed = [table for activity in activities() for table in activity.tables]
    assert sorted(listed) == sorted({*SOURCE_TABLES, *DECISION_TABLES})
    for activity in activities():
        assert "rtikkel 6" in activity.basis and activity.purpose and activity.people and activity.receivers


@pytest.mark.parametrize("page", ["dpia.md"])
def test_the_risk_table_names_only_what_exists(page):
    text = (ROOT / "docs" / "explanation" / page).read_text(encoding="utf-8")
    proofs = re.findall(r"`(tests/[\w./]+\.py(?:::\w+)?)`", text)
    commands = re.findall(r"`\./dev prove ([\w-]+)", text)
    assert len(proofs) > 10 and commands
    assert [proof for proof in proofs if not exists(proof)] == []
    assert [name for name in commands if name not in PROOFS] == []
