"""A name that the matrix does not know stops the start of the server; nobody is let in, or kept out, by a slip of the pen."""

import pytest

from tettpaa.trust.access.matrix import Action, _thing, thing_named
from tettpaa.trust.access.permissions import _pupil, permission_named
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.zones import Zone


def test_a_thing_or_a_permission_is_found_by_its_name_alone():
    assert thing_named("note").name == "note"
    assert permission_named("pupil_open").name == "pupil_open"
    with pytest.raises(LookupError, match="no thing is called 'notes'"):
        thing_named("notes")
    with pytest.raises(LookupError, match="no permission is called 'pupil_opened'"):
        permission_named("pupil_opened")


def test_a_column_of_the_matrix_that_is_not_there_is_a_fault():
    assert _thing("t", Zone.SCHOOL, "Ord", le="fr").cells == {Role.LEADER: "fr"}
    with pytest.raises(LookupError, match="no column is called"):
        _thing("t", Zone.SCHOOL, "Ord", le="fr", lærer="fr")


def test_a_permission_is_for_those_of_the_matrix_or_some_of_them_and_never_for_more():
    whole = _pupil("n", "concern", Action.READ, "Ord")
    assert (
        set(_pupil("n", "concern", Action.READ, "Ord", only=(Role.LEADER,)).cells) == {Role.LEADER} < set(whole.cells)
    )
    with pytest.raises(LookupError, match="does not give"):
        _pupil("n", "concern", Action.READ, "Ord", only=(Role.ANALYST,))
