"""What decides who may: these modules are put to the proof, by these tests. Pure.

A module comes after those whose tables its own are made of: in this order they are made anew of a changed one.
"""

import tomllib
from functools import cache
from importlib.resources import files

MODULES = (
    "tettpaa.trust.access.roles", "tettpaa.trust.access.zones", "tettpaa.trust.access.protection",
    "tettpaa.trust.access.matrix", "tettpaa.trust.access.permissions", "tettpaa.trust.access.rules",
    "tettpaa.schools.people.rules", "tettpaa.schools.people.queries", "tettpaa.trust.guardians.rules",
    "tettpaa.trust.guardians.queries", "tettpaa.trust.sharing.rules", "tettpaa.trust.sharing.queries",
    "tettpaa.trust.protection.queries", "tettpaa.trust.access.ties", "tettpaa.trust.access.queries",
)  # fmt: skip
TESTS = (
    "tests/unit/trust", "tests/flows/test_who_sees_which_pupils.py", "tests/flows/trust/test_policy_corners.py",
    "tests/flows/trust/test_ties_read.py", "tests/flows/test_classes_and_contact_teachers.py",
    "tests/flows/trust/test_roles_given.py", "tests/flows/trust/test_guardians.py",
    "tests/flows/trust/test_consents_and_shares.py", "tests/flows/trust/test_protection.py",
    "tests/flows/trust/test_emergency_opening.py", "tests/flows/trust/test_matrix_proof.py",
)  # fmt: skip


@cache
def equivalent() -> dict[str, str]:
    """Name of a mutant that changes nothing anybody could see → why, as a person has judged it."""
    told = tomllib.loads(files(__package__).joinpath("equivalent.toml").read_text("utf-8"))
    return {f"{module} {function}: {what}": why
            for module, functions in told.items() for function, row in functions.items()
            for what, why in row.items()}  # fmt: skip
