"""A pupil goes to another school of the same owner: nobody there sees a word of what the old one wrote."""

import uuid

import pytest
from django.urls import reverse

from tests.flows.seals.life import WORDS, follow_up
from tests.flows.seals.moved import NEW_STAFF, closed, moves, new_staff
from tests.rights import rights_of
from tettpaa.pages.my_tasks.queries import tasks_of
from tettpaa.trust.access.declare import declaration_of
from tettpaa.trust.access.permissions import Audience, Subject
from tettpaa.trust.access.routes import all_routes
from tettpaa.trust.identity.persona import PRIVATE
from tettpaa.trust.identity.strength import Strength

OLD_STAFF = ("contact_a", "leader")
DEMO_ONLY = ("cast", "become")
# What stands in the addresses of pages about one thing of hers.
OF_HERS = ("talk_id", "rhythm_id", "concern_id", "case_id", "round_id", "request_id", "plan_id", "measure_id",
           "referral_id", "meeting_id", "item_id", "task_id", "invitation_id", "letter_id", "delivery_id")  # fmt: skip
# What a pupil has pages of, or finds in her own record.
HERS = {"contact", "talk", "rhythm", "case", "mapping", "review", "document", "plan", "measure", "meeting", "task",
        "letter", "referral", "consent", "share"}  # fmt: skip


@pytest.fixture
def life(cast):
    """What stands in the addresses of everything the old school has done, and staff at the new one."""
    new_staff(cast)
    return follow_up(cast)


def addresses(cast, things: dict, pupil: int) -> list[tuple[str, str]]:
    """(view, address) of every route: the pupil, her things, and the classes of both schools."""
    found = []
    for route in all_routes():
        if route.view_name in DEMO_ONLY:
            continue
        declaration = declaration_of(route.pattern.callback)
        if not (declaration.permission.names_pupils or declaration.permission.audience is Audience.SIGNED_IN):
            continue
        for group, school in ((cast.class_a, cast.school), (cast.new_class, cast.school_elsewhere)):
            sample = {Subject.PUPIL: pupil, Subject.GROUP: group.key, Subject.SCHOOL: school.key,
                      Subject.OWNER: cast.owner.pk}  # fmt: skip
            parts = {part: sample[about] for part, about in declaration.asked_about.items()}
            parts |= {
                part: things.get(part, _some(route.pattern.pattern.converters[part]))
                for part in declaration.checked_by_view
            }
            found.append((route.view_name, reverse(route.view_name, kwargs=parts)))
    return list(dict.fromkeys(found))


def _some(converter) -> object:
    return {"IntConverter": 2, "UUIDConverter": uuid.UUID(int=2)}.get(type(converter).__name__, "x")


def read(client, cast, things: dict, who: str, persona: str = "staff") -> tuple[set[str], set[str]]:
    """The kinds of things whose word stands on some page, and the views about one thing that open."""
    strength = Strength.HIGH if persona == "staff" else Strength.PLAIN
    client.force_login(cast.users[who], strength=strength, persona=persona)
    client.raise_request_exception = False
    seen, opened = set(), set()
    for view, address in addresses(cast, things, cast.pupils["a1"].key):
        answer = client.get(address)
        assert answer.status_code != 500, (who, address)
        if answer.status_code == 200:
            text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
            seen |= {kind for kind, word in WORDS.items() if word in text}
            opened |= {view for part in OF_HERS if str(things[part]) in address}
    return seen, opened


@pytest.mark.asked_otherwise_on_postgres  # by every flow of each of the kinds
def test_before_the_move_the_old_school_has_each_of_them_on_some_page(cast, life, client):
    """Without this the silence below could be a walk that finds nothing."""
    seen = {who: read(client, cast, life, who) for who in OLD_STAFF}
    assert set().union(*(kinds for kinds, _views in seen.values())) == set(WORDS)
    assert {"case", "plan", "measure", "talk", "meeting", "letter", "referral"} <= seen["leader"][1]


@pytest.mark.parametrize(
    "is_closed",
    [pytest.param(False, id="noted", marks=pytest.mark.asked_otherwise_on_postgres), pytest.param(True, id="closed")],
)
def test_from_the_import_on_nobody_at_work_reads_a_word_of_it(cast, life, client, is_closed):
    moves(cast)
    if is_closed:
        closed(cast)
    for who in (*NEW_STAFF, *OLD_STAFF, "guest") if is_closed else NEW_STAFF:
        assert read(client, cast, life, who) == (set(), set()), who
        assert "A1" not in " ".join(task.words for task in tasks_of(rights_of(cast.users[who]))), who


def test_the_pupil_still_finds_all_that_is_hers(cast, life, client):
    moves(cast)
    closed(cast)
    seen, opened = read(client, cast, life, "pupil", PRIVATE)
    assert seen >= HERS
    assert {"own_talk"} <= opened
