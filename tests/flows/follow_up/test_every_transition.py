"""Every act of every table of states is pressed from every state, by everybody: who may not, changes nothing; who may, goes
where the table says, and nowhere from a state that has no such act.
"""

import pytest
from django.db import connection, transaction

from tests.builders import a_person, a_user, employ, grant
from tests.flows.follow_up.standing_before import AT
from tests.flows.follow_up.walked import WALKS, Walk
from tests.records import a_calendar, put
from tests.rights import rights_of
from tests.signed_in import SignedInClient
from tettpaa.assess.cases.members import add_member
from tettpaa.assess.cases.models import Case
from tettpaa.config.acts import PERMISSION_OF
from tettpaa.config.reference.state_diagrams import tables
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.access.permissions import Subject, permission_named
from tettpaa.trust.access.refusals import REFUSED
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.persona import PRIVATE, STAFF

TABLES = {title: states for title, states in tables() if title in WALKS}
# Who is refused, is refused before the database is asked to write. On PostgreSQL, where each press takes twice as long,
# those press who stand nearest.
NEAREST = {"member", "leader_elsewhere", "subject", "pupil"}
# Their acts are pressed by nobody, or belong to the trust and are walked in its own tests.
NOT_OF_THE_FOLLOW_UP = {"Sletting", "Gjennomgang av tilganger", "Sendinger"}
CASES = [
    pytest.param(title, state, id=f"{title}-{state}")
    for title, states in TABLES.items() for state in states if state not in WALKS[title].elsewhere
]  # fmt: skip


def test_every_table_state_and_act_has_its_line():
    assert {title for title, _states in tables()} == WALKS.keys() | NOT_OF_THE_FOLLOW_UP
    for title, states in TABLES.items():
        assert {act for state in states.values() for act in state.acts} == WALKS[title].presses.keys(), title
        assert WALKS[title].elsewhere.keys() <= states.keys(), title


@pytest.fixture
def everybody(cast, settings):
    """Username → a client signed in as that, for the cast, a pupil, and a colleague who is only in the case."""
    settings.TETTPAA_STAND_INS = ("archive",)
    put(cast.school, "calendar", a_calendar())
    colleague = a_person(cast.owner, "Lærer", "Med i saken")
    employ(colleague, cast.school)
    cast.users |= {
        "member": a_user("member", colleague),
        "pupil": a_user("pupil", cast.pupils["a1"]),
        "ppt": a_user("ppt"),
    }
    grant(cast.users["ppt"], RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    clients = {}
    for name, user in cast.users.items():
        clients[name] = SignedInClient(raise_request_exception=True)
        clients[name].force_login(user, **({"persona": PRIVATE} if name == "pupil" else {}))
    return clients


@pytest.mark.parametrize(("title", "state"), CASES)
def test_who_may_not_changes_nothing_and_who_may_goes_where_the_table_says(cast, everybody, title, state):
    walk, states = WALKS[title], TABLES[title]
    thing = walk.put(cast, state)
    if (case := Case.objects.filter(state__in=("open", "waiting")).first()) is not None:
        add_member(case=case, user=cast.users["member"], reason="Følger med", by="contact_a", at=AT)
    assert walk.stands(cast, thing) == state
    rights = {name: rights_of(user, persona=PRIVATE if name == "pupil" else STAFF) for name, user in cast.users.items()}
    for act in walk.presses:
        permitted = may(cast, rights, walk, act)
        assert permitted or act in walk.elsewhere
        for name in sorted((everybody.keys() if connection.vendor == "sqlite" else NEAREST) - permitted):
            if act in states[state].acts:
                assert press(cast, everybody[name], walk, act, thing) == (state, 0), f"{name} pressed {act}"
        name = sorted(permitted)[0]
        leads_to, events = press(cast, everybody[name], walk, act, thing)
        if act in states[state].acts and (state, act) not in walk.too_early:
            to = states[state].acts[act]
            assert leads_to in (to, walk.becomes.get(to)), f"{name} pressed {act}"
            assert events > 0
        elif not (act in walk.one_page and walk.one_page & states[state].acts.keys()):
            assert (leads_to, events) == (state, 0), f"{name} pressed {act}"


def press(cast, client, walk: Walk, act: str, thing) -> tuple[str, int]:
    """Where the thing stands after it, and how many events there were; then all is as before."""
    mark, before = transaction.savepoint_create(), decided()
    address, form = walk.presses[act](thing)
    client.post(address, form)
    found = walk.stands(cast, thing), decided() - before
    transaction.savepoint_rollback(mark)
    return found


def decided() -> int:
    """How many events the log holds; that somebody was refused is none of ours."""
    return AuditEvent.objects.exclude(action=REFUSED).count()


def may(cast, rights, walk: Walk, act: str) -> set[str]:
    """The users whom the matrix, or what is their own, permits the act. What is pressed is undone, so one reading lasts."""
    if act in walk.only:
        return set(walk.only[act])
    permission = permission_named(PERMISSION_OF[act])
    if permission.about is Subject.GROUP:
        groups = {name: each.groups(permission.name) for name, each in rights.items()}
        return {name for name, each in groups.items() if each.filter(pk=cast.class_a.pk).exists()}
    return {name for name, each in rights.items() if each.may_about(permission.name, cast.pupils["a1"].key)}
