"""The decision alone: no database, no clock."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.rights import noon
from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.matrix import THINGS, Action
from tettpaa.trust.access.permissions import PERMISSIONS, Audience, permission_named
from tettpaa.trust.access.protection import Grade
from tettpaa.trust.access.roles import PLACE_OF, PRIVATE, REACH, Role, Where
from tettpaa.trust.access.rules import (
    Asker,
    Decision,
    Place,
    Refusal,
    Span,
    Standing,
    Tie,
    Whom,
    Window,
    decide,
    may_somewhere,
    moment_of,
)
from tettpaa.trust.access.zones import MAY_USE, MINIMUM, Zone, minimum_of
from tettpaa.trust.identity.strength import Strength

ON = dt.date(2025, 10, 14)
NOON = noon(ON)
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
SINCE = dt.date(2025, 8, 18)
ALWAYS = Span(None, None)
OWNER_KEY, PUPIL_KEY = 1, 7
CLASS, OTHER_CLASS = Place("group", 1), Place("group", 2)
SCHOOL, OWNER, PUPIL = Place("school", 1), Place("owner", OWNER_KEY), Place("pupil", PUPIL_KEY)
OPEN, FLAG = permission_named("pupil_open"), permission_named("flag_read")


HERE = Span(SINCE, None)


def contact(place: Place = CLASS, span: Span | Window = HERE, **fields) -> Tie:
    return Tie(Role.CONTACT_TEACHER, place, span, **fields)


def asker(*ties: Tie, **fields) -> Asker:
    return Asker(ties, frozenset({OWNER_KEY}), **{"strength": Strength.HIGH, **fields})


def pupil(*standings: Standing, owner: int = OWNER_KEY) -> Whom:
    return Whom(owner, standings or (Standing(CLASS), Standing(SCHOOL), Standing(PUPIL)), PUPIL_KEY)


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
        (contact(span=Span(ON + DAY, None)), Standing(CLASS), False),
        (contact(span=Span(None, ON - DAY)), Standing(CLASS), False),
        (contact(), Standing(CLASS, Span(None, ON - DAY)), False),
        (contact(), Standing(CLASS, Span(ON + DAY, None)), False),
    ],
)
def test_a_live_tie_must_meet_a_live_standing_where_the_matrix_says(tie, standing, is_permitted):
    assert decide(OPEN, asker(tie), pupil(standing), NOON).is_permitted is is_permitted


def test_without_ties_or_without_standings_the_answer_is_no():
    assert decide(OPEN, asker(), pupil(Standing(CLASS)), NOON).refusal is Refusal.NO_TIE
    assert not decide(OPEN, asker(contact()), Whom(OWNER_KEY, (), PUPIL_KEY), NOON).is_permitted


def test_the_reason_is_the_nearest_role_and_its_first_day():
    ties = [
        Tie(Role.LEADER, SCHOOL, Span(dt.date(2020, 1, 1), None)),
        contact(span=Span(SINCE, None)),
        contact(span=Span(None, dt.date(2025, 8, 30))),
    ]
    decision = decide(OPEN, asker(*ties), pupil(), NOON)
    assert (decision.role, decision.since, decision.place) == (Role.CONTACT_TEACHER, SINCE, CLASS)


def test_of_several_ties_of_a_role_the_oldest_gives_the_reason_and_one_without_a_beginning_is_older_than_all():
    new, old, ever = contact(span=Span(ON, None)), contact(), contact(span=ALWAYS)
    assert decide(OPEN, asker(new, old), pupil(), NOON).since == SINCE
    assert decide(OPEN, asker(new, ever, old), pupil(), NOON) == Decision(True, Role.CONTACT_TEACHER, None, CLASS)


def test_another_owners_pupil_is_nobody():
    assert decide(OPEN, asker(contact()), pupil(owner=2), NOON).refusal is Refusal.TENANT
    assert decide(OPEN, asker(contact()), pupil(), NOON).is_permitted


def test_kin_are_kept_from_their_own_at_work_and_not_at_home():
    assert decide(OPEN, asker(contact(), kin=frozenset({PUPIL_KEY})), pupil(), NOON).refusal is Refusal.KIN
    assert decide(OPEN, asker(contact(), kin=frozenset({8})), pupil(), NOON).is_permitted
    at_home = Tie(Role.PUPIL, PUPIL, ALWAYS)
    own = replace(OPEN, cells={Role.PUPIL: Where.ONESELF})
    assert decide(own, asker(at_home, kin=frozenset({PUPIL_KEY})), pupil(), NOON).is_permitted


@pytest.mark.parametrize("role", sorted(set(Role) - PRIVATE))
def test_no_role_at_work_passes_the_block_of_kin_or_of_the_strictest_grade(role):
    about = pupil(*(Standing(Place(kind, PUPIL_KEY)) for kind in ("pupil", "group", "school", "owner")))
    tie = Tie(role, Place(PLACE_OF[REACH[role]], PUPIL_KEY), ALWAYS)
    for permission in PERMISSIONS:
        blocked = asker(tie, kin=frozenset({PUPIL_KEY}))
        hidden = asker(tie, protected={PUPIL_KEY: Grade.STRICT})
        assert not decide(permission, blocked, about, NOON).is_permitted, permission.name
        assert not decide(permission, hidden, about, NOON).is_permitted, permission.name


def test_the_strictest_grade_hides_all_but_from_the_cleared_and_from_the_pupil():
    strict = {"protected": {PUPIL_KEY: Grade.STRICT}}
    assert decide(OPEN, asker(contact(), **strict), pupil(), NOON).refusal is Refusal.PROTECTED
    assert decide(OPEN, asker(contact(), **strict, cleared=frozenset({PUPIL_KEY})), pupil(), NOON).is_permitted
    own = replace(OPEN, cells={Role.PUPIL: Where.ONESELF, Role.GUARDIAN: Where.WARDS})
    assert decide(own, asker(Tie(Role.PUPIL, PUPIL, ALWAYS), **strict), pupil(), NOON).is_permitted
    assert not decide(own, asker(Tie(Role.GUARDIAN, PUPIL, ALWAYS), **strict), pupil(), NOON).is_permitted


@pytest.mark.parametrize(
    ("grade", "thing", "is_permitted"),
    [
        (Grade.CONFIDENTIAL, "contact_address", False),
        (Grade.CONFIDENTIAL, "guardian_link", False),
        (Grade.CONFIDENTIAL, "flag", True),
        (Grade.CLIENT, "contact_address", False),
        (Grade.CLIENT, "guardian_link", True),
        (Grade.CLIENT, "flag", True),
    ],
)
def test_the_milder_grades_hide_where_the_pupil_is_and_leave_the_work(grade, thing, is_permitted):
    asked = replace(FLAG, thing=thing)
    decision = decide(asked, asker(contact(), protected={PUPIL_KEY: grade}), pupil(), NOON)
    assert decision.is_permitted is is_permitted


def test_a_sign_in_too_weak_for_the_zone_is_asked_for_more():
    weak = asker(contact(), strength=Strength.PLAIN)
    assert decide(OPEN, weak, pupil(), NOON).is_permitted
    decision = decide(FLAG, weak, pupil(), NOON)
    assert (decision.is_permitted, decision.refusal, decision.needs) == (False, Refusal.STRENGTH, Strength.TWO_FACTORS)
    assert decide(FLAG, replace(weak, strength=Strength.TWO_FACTORS), pupil(), NOON).is_permitted


def test_who_is_refused_is_never_told_that_a_stronger_sign_in_would_help():
    weak = asker(contact(OTHER_CLASS), strength=Strength.PLAIN)
    assert decide(FLAG, weak, pupil(), NOON).needs is None
    assert (
        decide(FLAG, asker(contact(), strength=Strength.PLAIN, kin=frozenset({PUPIL_KEY})), pupil(), NOON).needs is None
    )


def test_a_window_ends_to_the_second():
    begins = dt.datetime(2025, 10, 14, 8, tzinfo=OSLO)
    opened = asker(Tie(Role.EMERGENCY_OPENER, PUPIL, Window(begins, begins + dt.timedelta(hours=4))))
    answers = [
        decide(FLAG, opened, pupil(), moment_of(at)).is_permitted
        for at in (begins - SECOND, begins, begins + 4 * dt.timedelta(hours=1) - SECOND, begins + dt.timedelta(hours=4))
    ]
    assert answers == [False, True, True, False]


def test_four_hours_are_four_hours_over_the_night_the_clock_goes_back():
    begins = dt.datetime(2025, 10, 25, 23, tzinfo=dt.UTC)  # 01.00 summer time
    opened = asker(Tie(Role.EMERGENCY_OPENER, PUPIL, Window(begins, begins + dt.timedelta(hours=4))))
    late = dt.datetime(2025, 10, 26, 3, 59, 59, tzinfo=OSLO)  # 02.59.59 UTC, winter time
    assert decide(FLAG, opened, pupil(), moment_of(late)).is_permitted
    assert not decide(FLAG, opened, pupil(), moment_of(late + SECOND)).is_permitted


def test_a_day_begins_at_midnight_in_oslo():
    until_today = asker(contact(span=Span(None, ON)))
    assert decide(
        OPEN, until_today, pupil(), moment_of(dt.datetime(2025, 10, 14, 21, 59, 59, tzinfo=dt.UTC))
    ).is_permitted
    assert not decide(OPEN, until_today, pupil(), moment_of(dt.datetime(2025, 10, 14, 22, tzinfo=dt.UTC))).is_permitted


def test_a_share_reaches_what_it_names_and_nothing_else():
    share = Tie(Role.RECEIVER, PUPIL, ALWAYS, things=frozenset({"grade"}))
    assert decide(permission_named("grade_read"), asker(share), pupil(), NOON).is_permitted
    assert not decide(permission_named("absence_read"), asker(share), pupil(), NOON).is_permitted


@pytest.mark.parametrize("permission", PERMISSIONS, ids=lambda permission: permission.name)
@pytest.mark.parametrize("role", Role)
def test_every_cell_of_the_matrix_permits_and_every_empty_cell_refuses(permission, role):
    """Each role holds a tie of every kind; only the kind its cell names may count."""
    reach = PLACE_OF.get(permission.cells.get(role))
    for kind in ("pupil", "group", "school", "owner"):
        tie = Tie(role, Place(kind, 1), ALWAYS)
        expected = kind == reach
        assert decide(permission, asker(tie), pupil(Standing(tie.place)), NOON).is_permitted is expected
        assert may_somewhere(permission, asker(tie), NOON).is_permitted is expected


def test_pages_for_everybody_are_not_decided_by_roles():
    for permission in PERMISSIONS:
        if permission.audience is not Audience.BY_ROLE:
            ties = [Tie(role, CLASS, ALWAYS) for role in Role]
            assert not decide(permission, asker(*ties), pupil(), NOON).is_permitted


def test_each_reach_has_its_kind_of_place():
    assert set(PLACE_OF) == set(Where)
    assert set(REACH) == set(Role)


def test_the_matrix_gives_no_role_a_letter_in_a_zone_that_does_not_let_it_in():
    for thing in THINGS:
        for role, letters in thing.cells.items():
            assert role in MAY_USE[thing.zone], (thing.name, role)
            assert set(letters) <= set(Action), (thing.name, role)
            assert len(set(letters)) == len(letters), (thing.name, role)


def test_a_letter_in_a_closed_zone_does_not_open_it():
    """The zone stands even where the matrix should be wrong."""
    wrong = replace(FLAG, zone=Zone.HEALTH)
    assert not decide(wrong, asker(contact()), pupil(), NOON).is_permitted


def test_every_zone_has_its_strength_and_pupils_enter_their_own_with_feide_alone():
    assert set(MINIMUM) == set(MAY_USE) == set(Zone)
    assert minimum_of(Zone.SCHOOL, Role.PUPIL) is Strength.PLAIN
    assert minimum_of(Zone.SCHOOL, Role.CONTACT_TEACHER) is Strength.TWO_FACTORS


@pytest.mark.parametrize(("permission", "refusal"), [(FLAG, Refusal.UNCLOSED), (OPEN, None)])
def test_of_who_has_changed_school_nobody_at_work_sees_the_follow_up_before_the_old_is_closed(permission, refusal):
    decision = decide(permission, asker(contact(), unclosed=frozenset({PUPIL_KEY})), pupil(), NOON)
    assert (decision.is_permitted, decision.refusal) == (refusal is None, refusal)
    assert decide(permission, asker(contact(), unclosed=frozenset({8})), pupil(), NOON).is_permitted


def test_who_has_changed_school_sees_her_own_all_along():
    own = permission_named("own_talk_read")
    oneself = asker(Tie(Role.PUPIL, PUPIL, HERE), unclosed=frozenset({PUPIL_KEY}))
    assert decide(own, oneself, pupil(), NOON).is_permitted
