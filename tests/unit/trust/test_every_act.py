"""Every step from state to state: for every role, somebody who holds it may take it or may not, as the table says."""

import datetime as dt

import pytest

from tests.rights import noon
from tettpaa.config.acts import OPERATOR, PERMISSION_OF, WORKER
from tettpaa.config.reference.state_diagrams import tables
from tettpaa.trust.access.permissions import Audience, Subject, permission_named
from tettpaa.trust.access.roles import PLACE_OF, REACH, Role
from tettpaa.trust.access.rules import Asker, Place, Span, Standing, Tie, Whom, decide
from tettpaa.trust.access.zones import MAY_USE
from tettpaa.trust.identity.strength import Strength

NOON, ALWAYS, OWNER, PUPIL = noon(dt.date(2025, 10, 14)), Span(None, None), 1, 7
PLACES = {
    kind: Place(kind, {"pupil": PUPIL, "owner": OWNER}.get(kind, 1)) for kind in ("pupil", "group", "school", "owner")
}
EVERYWHERE = Whom(OWNER, tuple(Standing(place) for place in PLACES.values()), PUPIL)
PRESSED = {act: name for act, name in PERMISSION_OF.items() if name not in (WORKER, OPERATOR)}
BY_ROLE = [act for act, name in PRESSED.items() if permission_named(name).audience is Audience.BY_ROLE]


def holder(role: Role, where: Place) -> Asker:
    return Asker((Tie(role, where, ALWAYS),), frozenset({OWNER}), Strength.HIGH)


def test_every_act_of_every_state_table_says_who():
    acts = {act for _title, states in tables() for state in states.values() for act in state.acts}
    assert acts == PERMISSION_OF.keys()


def test_the_tables_are_those_of_every_app_and_no_state_leads_to_one_that_is_not_there():
    titles = [title for title, _states in tables()]
    assert len(titles) == len(set(titles)) >= 20
    for title, states in tables():
        reached = {to for state in states.values() for to in state.acts.values()}
        assert reached <= states.keys(), title


def test_what_is_not_asked_of_a_role_is_asked_of_whoever_is_named():
    assert {act for act, name in PRESSED.items() if permission_named(name).audience is not Audience.BY_ROLE} == {
        "answer_invitation"
    }


@pytest.mark.parametrize("act", BY_ROLE)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_or_may_not(act, role):
    permission = permission_named(PRESSED[act])
    is_listed = role in permission.cells and role in MAY_USE[permission.zone]
    near = PLACES[PLACE_OF[REACH[role]]]
    assert decide(permission, holder(role, near), EVERYWHERE, NOON).is_permitted is is_listed
    if permission.about is Subject.NOTHING:  # the view finds what is the user's own
        return
    # The same role elsewhere: at another school, in another class, about another pupil.
    far = Place(near.kind, 99)
    assert not decide(permission, holder(role, far), EVERYWHERE, NOON).is_permitted
