"""The talk before a pupil gives up the place: what was explained and tried, why, and that the pupil has read it."""

import uuid

import pytest

from tests.builders import a_user
from tests.cast import TODAY
from tettpaa.assess.talks.models import Contact, Talk, TalkReceipt
from tettpaa.assess.talks.questions import shipped_forms
from tettpaa.trust.identity.persona import PRIVATE

TOLD = {
    "q_own_words": "Vil jobbe på båt", "q_explained": ["right", "ot"], "q_tried": ["programme", "part_time"],
    "q_came_of_it": "Ville ikke bytte", "q_guardians_told": "told", "q_reason": "AR", "q_ot_told": "yes",
    "on": TODAY.isoformat(), "channel": "in_person", "interpreter": "none",
}  # fmt: skip


def test_it_is_filled_like_other_talks_and_the_pupil_gives_a_receipt(cast, client):
    key = cast.pupils["a1"].key
    client.force_login(cast.users["contact_a"])
    assert "Sluttsamtale" in client.get(f"/elev/{key}/samtale").text
    page = client.post(f"/elev/{key}/samtale/slutt", TOLD | {"form_id": str(uuid.uuid4())}, follow=True).text
    for words in (
        "«Vil jobbe på båt»",
        "Deltid eller noen fag i år",
        "Har fått arbeid (AR)",
        "Ja, de vet det",
        "§ 9-4",
    ):
        assert words in page, words
    talk = Talk.objects.get()
    assert (talk.kind, talk.answers["reason"]) == ("exit", "AR") and Contact.objects.get().line == "Vil jobbe på båt"
    client.force_login(a_user("elev", cast.pupils["a1"]), persona=PRIVATE)
    own = client.post(
        f"/mine-samtaler/{talk.pk}/kvittering",
        {"answer": "read", "line": "", "form_id": str(uuid.uuid4())},
        follow=True,
    )
    assert own.status_code == 200 and TalkReceipt.objects.get().answer == "read"


def test_a_reason_that_is_not_in_the_list_is_refused(cast, client):
    client.force_login(cast.users["contact_a"])
    told = TOLD | {"q_reason": "SL", "form_id": str(uuid.uuid4())}
    assert client.post(f"/elev/{cast.pupils['a1'].key}/samtale/slutt", told).status_code == 422


@pytest.mark.parametrize("who", ["subject", "contact_b", "former_contact", "nobody"])
def test_who_does_not_follow_the_pupil_up_writes_none(cast, client, who):
    client.force_login(cast.users[who])
    told = TOLD | {"form_id": str(uuid.uuid4())}
    assert client.post(f"/elev/{cast.pupils['a1'].key}/samtale/slutt", told).status_code == 404
    assert not Talk.objects.exists()


def test_the_reasons_are_the_codes_a_pupil_can_leave_with_and_the_alternatives_come_before():
    """Registreringshåndboken B06 of 2 May 2023, without the codes for part-time, adults, apprentices and commissioned."""
    questions = {question.key: question for question in shipped_forms("exit")[0].questions}
    assert questions["reason"].keys == set("AP AR AS FL FR FV LA MI PM UV AF".split())
    order = list(questions)
    assert order.index("explained") < order.index("tried") < order.index("reason") < order.index("ot_told")
    assert len(questions["tried"].keys) == 8
