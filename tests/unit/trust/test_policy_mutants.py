"""Every kind of check is taken out, in code that still loads, and the list of those nobody could see holds no dead name."""

import ast
from importlib.util import find_spec
from pathlib import Path

from tests.environment import ROOT
from tettpaa.proofs.policy_mutants.apply import apply
from tettpaa.proofs.policy_mutants.mutate import Mutant, mutants
from tettpaa.proofs.policy_mutants.policy import MODULES, TESTS, equivalent

SOURCE = '''
DOORS = {"a": {1, 2}}

def may(asker, whom):
    """A word `and` in a docstring is no check."""
    if whom in asker.kin:
        raise PermissionError
    rows = Row.objects.filter(live, user=asker) & ~Q(is_gone=True)
    ties = [tie for tie in asker.ties if tie.since <= whom.on]
    return not whom.is_gone and bool(ties) if ties else False
'''


def told(source: str) -> dict[str, Mutant]:
    return {mutant.what: mutant for mutant in mutants("sample.py", source)}


def test_each_check_is_taken_out_once_and_what_is_left_loads():
    found = told(SOURCE)
    assert {
        "without row `'a'`", "without member `1`", "without `if whom in asker.kin`", "NotIn in `whom in asker.kin`",
        "without `raise PermissionError`", "filter without `live`", "filter without `user=asker`",
        "`Q(is_gone=True)` for its negation", "Q without `is_gone=True`", "without `if tie.since <= whom.on`",
        "Lt in `tie.since <= whom.on`", "`whom.is_gone` for its negation", "without `not whom.is_gone` of and",
        "without `bool(ties)` of and", "always `False`",
    } <= set(found)  # fmt: skip
    assert not [what for what in found if "docstring" in what]
    for mutant in found.values():
        compile(mutant.tree, "sample.py", "exec")
        assert ast.unparse(mutant.tree) != ast.unparse(ast.parse(SOURCE)), mutant.what
    assert found["without `if whom in asker.kin`"].function == "may"


def test_a_mutant_takes_the_place_of_what_others_have_imported():
    from tettpaa.schools.people import rules

    path = Path(rules.__file__)
    at = rules.age_on.__code__
    changed = next(each for each in mutants(str(path), path.read_text()) if each.what == "always `age`")
    try:
        apply(changed, rules)
        assert rules.age_on.__code__ is not at
    finally:
        rules.age_on.__code__ = at


def test_the_tests_that_judge_are_there_and_what_nobody_could_see_is_named_as_it_stands():
    assert [test for test in TESTS if not (ROOT / test).exists()] == []
    names = set()
    for module in MODULES:
        path = Path(find_spec(module).origin)
        names |= {mutant.name for mutant in mutants(str(path), path.read_text("utf-8"))}
    assert {name: why for name, why in equivalent().items() if name not in names or len(why) < 20} == {}
