"""The decision alone: no database, no clock."""

import datetime as dt

import pytest

from tettpaa.trust.access.permissions import PERMISSIONS, Audience, Role, Where, permission_named
from tettpaa.trust.access.rules import PLACE_OF, Place, Span, Standing, Tie, decide, may_somewhere

ON = dt.date(2025, 10, 14)
SINCE = dt.date(2025, 8, 18)
ALWAYS = Span(None, None)
CLASS, OTHER_CLASS = Place("group", 1), Place("group", 2)
SCHOOL, OWNER = Place("school", 1), Place("owner", 1)
OPEN = permission_named("pupil_open")


HERE = Span(SINCE, None)


def contact(place: Place = CLASS, span: Span = HERE) -> Tie:
    return Tie(Role.CONTACT_TEACHER, place, span)


@pytest.mark.parametrize(
    ("tie", "standing", "is_permitted"),
    [
        (contact(), Standing(CLASS), True),
        (contact(), Standing(OTHER_CLASS), False),
        (contact(Place("school", 1)), Standing(SCHOOL), False),
        (Tie(Role.LEADER, SCHOOL, ALWAYS), Standing(SCHOOL), True),
        (Tie(Role.LEADER, OWNER, ALWAYS), Standing(OWNER), False),
        (Tie(Role.LEADER, CLASS, ALWAYS), Standing(CLASS), False),
        (Tie(Role.ANALYST, OWNER, ALWAYS), Standing(OWNER), False),
        (contact(span=Span(ON, ON)), Standing(CLASS, Span(ON, ON)), True),
        (contact(span=Span(ON + dt.timedelta(1), None)), Standing(CLASS), False),
        (contact(span=Span(None, ON - dt.timedelta(1))), Standing(CLASS), False),
        (contact(), Standing(CLASS, Span(None, ON - dt.timedelta(1))), False),
        (contact(), Standing(CLASS, Span(ON + dt.timedelta(1), None)), False),
    ],
)
def test_a_live_tie_must_meet_a_live_standing_where_the_matrix_says(tie, standing, is_permitted):
    assert decide(OPEN, [tie], [standing], ON).is_permitted is is_permitted


def test_without_ties_or_without_standings_the_answer_is_no():
    assert not decide(OPEN, [], [Standing(CLASS)], ON).is_permitted
    assert not decide(OPEN, [contact()], [], ON).is_permitted


def test_the_reason_is_the_nearest_role_and_its_first_day():
    ties = [
        Tie(Role.LEADER, SCHOOL, Span(dt.date(2020, 1, 1), None)),
        contact(span=Span(SINCE, None)),
        contact(span=Span(None, dt.date(2025, 8, 30))),
    ]
    decision = decide(OPEN, ties, [Standing(CLASS), Standing(SCHOOL)], ON)
    assert (decision.role, decision.since, decision.place) == (Role.CONTACT_TEACHER, SINCE, CLASS)


@pytest.mark.parametrize("permission", PERMISSIONS, ids=lambda permission: permission.name)
@pytest.mark.parametrize("role", Role)
def test_every_cell_of_the_matrix_permits_and_every_empty_cell_refuses(permission, role):
    """Each role holds a tie of every kind; only the kind its cell names may count."""
    ties = {kind: Tie(role, Place(kind, 1), ALWAYS) for kind in ("group", "school", "owner")}
    reach = PLACE_OF.get(permission.cells.get(role))
    for kind, tie in ties.items():
        expected = kind == reach
        assert decide(permission, [tie], [Standing(tie.place)], ON).is_permitted is expected
        assert may_somewhere(permission, [tie], ON) is expected


def test_pages_for_everybody_are_not_decided_by_roles():
    for permission in PERMISSIONS:
        if permission.audience is not Audience.BY_ROLE:
            ties = [Tie(role, CLASS, ALWAYS) for role in Role]
            assert not decide(permission, ties, [Standing(CLASS)], ON).is_permitted


def test_each_reach_has_its_kind_of_place():
    assert set(PLACE_OF) == set(Where)
