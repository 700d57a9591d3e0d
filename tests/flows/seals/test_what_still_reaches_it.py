"""A closed file is still kept, told to the pupil, erased in its time, and answered for."""

import datetime as dt

import pytest

from tests.builders import a_user
from tests.flows.seals.life import WORDS, follow_up
from tests.flows.seals.moved import NOON, closed, moves, new_staff
from tests.rights import rights_of
from tettpaa.assess.documents import keeping
from tettpaa.assess.talks.models import Talk
from tettpaa.pages.emergency.queries import openings_to_review
from tettpaa.pages.own_record.gathering import own_record, whole_record
from tettpaa.trust.access.actions import grant_role
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.retention.database import DatabaseClass
from tettpaa.trust.retention.removable import Removal
from tettpaa.trust.retention.rules import all_kept
from tettpaa.trust.seals.queries import sealable_models


@pytest.fixture
def left(cast):
    new_staff(cast)
    follow_up(cast)
    moves(cast)
    closed(cast)
    return cast


def test_her_own_record_tells_all_of_it(left):
    told = repr([part.rows for part in own_record(left.pupils["a1"], NOON).parts])
    assert {"contact", "talk", "rhythm", "case", "mapping", "input", "review", "document", "plan", "measure", "meeting", "task",
            "letter", "referral", "consent", "share"} <= {kind for kind, word in WORDS.items() if word in told}  # fmt: skip
    whole = repr([part.rows for part in whole_record(left.pupils["a1"], NOON).parts])
    assert {kind for kind, word in WORDS.items() if word in whole} == set(WORDS)


def test_retention_counts_and_takes_every_row_of_it(left, tmp_path):
    """In the order of classes.toml: were one row left behind, what it leans on could not go."""
    pupil = left.pupils["a1"]
    kept = {each.table: each for each in all_kept() if each.kind == "database" and each.person}
    removal = Removal(run=1, archive=tmp_path, by="tests", at=NOON)
    for table, each in kept.items():
        if table.split(".")[0] in {"people", "enrolments", "memberships", "identity", "flags", "employments"}:
            continue
        found = DatabaseClass(each)
        found.remove_of(left.owner, pupil.pk, removal)
        assert not found.due_of(left.owner, pupil.pk).planned, table
    for model in sealable_models():
        assert not model.everything.filter(pupil=pupil).exists(), model


def test_the_bytes_of_a_closed_document_are_not_swept(left, monkeypatch):
    monkeypatch.setattr(keeping.store, "lying_since", lambda _since: ["d1"])
    assert keeping.strays(NOON) == []


def test_what_was_written_of_a_talk_is_there_to_read_and_not_to_answer(left, client):
    """Nobody would read the answer."""
    client.force_login(left.users["pupil"], strength=Strength.PLAIN, persona="private")
    talk = Talk.everything.get()
    page = client.get(f"/mine-samtaler/{talk.pk}")
    assert WORDS["talk"] in page.text and "bare du som ser dette" in page.text and "<textarea" not in page.text
    assert client.get(f"/mine-samtaler/{talk.pk}/kvittering").status_code == 404


def test_the_privacy_officer_judges_an_opening_that_the_new_leader_never_sees(left):
    officer = left.users["officer"] = a_user("officer")
    grant_role(
        user=officer, role=RoleGrant.Role.PRIVACY_OFFICER, owner=left.owner, school=None, since=dt.date(2025, 8, 1),
        until=None, reason="Prøve", by="tests", at=NOON,
    )  # fmt: skip
    assert openings_to_review(rights_of(officer)).get() == Opening.everything.get()
    assert not openings_to_review(rights_of(left.users["leader_elsewhere"]))
