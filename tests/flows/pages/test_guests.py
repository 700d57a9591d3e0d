"""Andre tjenester: letting somebody in for a time, and what they find when they sign in."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_user
from tests.sessions import signed_in
from tettpaa.assess.cases.actions import open_case
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.pages.meeting.queries import near
from tettpaa.trust.access.guests import assign_guest
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import PRIVATE
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.sharing.actions import share_with

AT = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
LAST = "2026-01-11"  # 90 days, the first and the last among them
WHY = {"reason": "Samtykke fra eleven 10. oktober"}


@pytest.fixture
def outsider(cast) -> User:
    """Signs in, and is nobody in the schools' systems."""
    return a_user("nina.nav")


def let_in(cast, user: User, role: str = "nav_adviser", name: str = "a1", days: int = 60) -> Assignment:
    return assign_guest(
        user=user, pupil=cast.pupils[name], role=role, begins_at=AT, ends_at=AT + dt.timedelta(days=days),
        reason="Avtalt på møtet", by="counsellor", at=AT,
    )  # fmt: skip


def page_of(cast, name: str = "a1") -> str:
    return f"/elev/{cast.pupils[name].key}/oppdrag"


def asked(role: str = "nav_adviser", **changed) -> dict:
    return {"receiver": "nina.nav", "role": role, "until": LAST} | WHY | changed


@pytest.mark.parametrize("who", ["counsellor", "leader"])
def test_somebody_from_nav_is_let_in_renewed_and_ended(cast, client, outsider, who):
    client.force_login(cast.users[who])
    assert "Ingen fra andre tjenester" in client.get(page_of(cast)).text
    page = client.post(f"{page_of(cast)}/nytt", asked(), follow=True).text
    assert "nina.nav" in page and "Samtykke fra eleven" in page and "11. januar" in page
    given = Assignment.objects.get()
    assert given.ends_at - given.begins_at <= dt.timedelta(days=90)

    renewed = client.post(
        f"{page_of(cast)}/{given.reference}/forny", {"reason": "Trengs ennå", "until": LAST}, follow=True
    )
    assert "Oppdraget er fornyet" in renewed.text and "Trengs ennå" in renewed.text
    again = client.post(f"{page_of(cast)}/{given.reference}/forny", {"reason": "Trengs ennå", "until": LAST})
    assert again.status_code == 404, "the old one is over"
    standing = Assignment.objects.exclude(pk=given.pk).get()
    assert client.post(f"{page_of(cast)}/{standing.reference}/avslutt", {"reason": ""}).status_code == 422
    ended = client.post(f"{page_of(cast)}/{standing.reference}/avslutt", {"reason": "Ferdig"}, follow=True).text
    assert "Ingen fra andre tjenester" in ended and "Tidligere" in ended
    events = list(AuditEvent.objects.filter(object_kind="assignment").order_by("pk").values_list("action", flat=True))
    assert events == ["assignment_given", "assignment_renewed", "assignment_ended"]
    client.force_login(outsider)
    assert client.get("/delt-med-meg/").status_code == 404


@pytest.mark.parametrize("who", ["contact_a", "contact_b", "subject", "leader_elsewhere", "administrator", "nobody"])
def test_others_neither_let_in_nor_see_who_is(cast, client, outsider, who):
    given = let_in(cast, outsider)
    client.force_login(cast.users[who])
    for address in ("", "/nytt", f"/{given.reference}/forny", f"/{given.reference}/avslutt"):
        assert client.get(page_of(cast) + address).status_code == 404, address
    answer = client.get("/gjester/")
    assert answer.status_code == 404 or "nina.nav" not in answer.text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"until": "2026-01-13"}, "høyst 90 dager"),
        ({"until": "2025-10-12"}, "høyst 90 dager"),
        ({"reason": ""}, "id_reason_error"),
        ({"receiver": "finnes.ikke"}, "Fant ingen bruker"),
        ({"receiver": "leader"}, "Ingen gir seg selv"),
        ({"receiver": "contact_b"}, "er ikke gjest fra en annen tjeneste"),
        ({"receiver": "analyst"}, "er ikke gjest fra en annen tjeneste"),
        ({"role": "ppt_adviser"}, "id_role_error"),
        ({"role": "case_member"}, "id_role_error"),
    ],
    ids=str,
)
def test_what_is_not_right_is_refused_in_words(cast, client, outsider, changed, told):
    client.force_login(cast.users["leader"])
    answer = client.post(f"{page_of(cast)}/nytt", asked(**changed))
    assert answer.status_code == 422 and told in answer.text
    assert not Assignment.objects.exists()


def test_a_form_sent_twice_lets_in_once(cast, client, outsider):
    client.force_login(cast.users["leader"])
    for _press in range(2):
        assert client.post(f"{page_of(cast)}/nytt", asked()).status_code == 302
    assert Assignment.objects.count() == 1
    other_end = client.post(f"{page_of(cast)}/nytt", asked(until="2025-12-01"))
    assert other_end.status_code == 422 and "Forny det i stedet" in other_end.text


def test_that_child_welfare_is_there_is_the_leaders_alone(cast, client, outsider):
    given = let_in(cast, outsider, "child_welfare")
    client.force_login(cast.users["counsellor"])
    assert "nina.nav" not in client.get(page_of(cast)).text
    assert "nina.nav" not in client.get("/gjester/").text
    assert client.get(f"{page_of(cast)}/{given.reference}/avslutt").status_code == 404
    assert client.post(f"{page_of(cast, 'a2')}/nytt", asked("child_welfare")).status_code == 422
    client.force_login(cast.users["leader"])
    assert "nina.nav" in client.get(page_of(cast)).text and "nina.nav" in client.get("/gjester/").text
    assert client.get(f"{page_of(cast)}/{given.reference}/avslutt").status_code == 200
    assert client.post(f"{page_of(cast, 'a2')}/nytt", asked("child_welfare")).status_code == 302


def test_who_calls_a_meeting_is_offered_nav_and_never_child_welfare(cast, outsider):
    def offered() -> bool:
        return near(cast.pupils["a1"], cast.school.pk, AT.date(), AT).filter(pk=outsider.pk).exists()

    given = let_in(cast, outsider, "child_welfare")
    assert not offered()
    Assignment.objects.filter(pk=given.pk).update(role="nav_adviser")
    assert offered()


def test_the_list_of_the_school_begins_with_whose_time_is_over_first(
    cast, client, outsider, django_assert_max_num_queries
):
    for number, (name, days) in enumerate({"a1": 60, "a2": 5, "b1": 30}.items()):
        let_in(cast, a_user(f"gjest{number}"), "nurse", name, days)
    client.force_login(cast.users["leader"])
    client.get("/gjester/")
    with django_assert_max_num_queries(28):
        page = client.get("/gjester/").text
    order = [page.index(f"Elev {name}") for name in ("A2", "B1", "A1")]
    assert order == sorted(order) and "fornyes snart" in page
    client.force_login(cast.users["leader_elsewhere"])
    assert "gjest0" not in client.get("/gjester/").text


@pytest.mark.parametrize(
    ("role", "sees", "hidden"),
    [
        ("nurse", ["Helsesykepleier", "møtene", "Meld en bekymring"], ["Avtalt nå"]),
        ("nav_adviser", ["Veileder i NAV", "tiltakene", "Avtalt nå"], ["Meld en bekymring"]),
        ("ot_adviser", ["Veileder i oppfølgingstjenesten", "Avtalt nå"], ["Meld en bekymring"]),
        ("child_welfare", ["Kontakt i barnevernet", "navn og klasse"], ["møtene", "Avtalt nå"]),
    ],
)
def test_a_guest_begins_on_a_page_that_says_what_is_seen_and_why(cast, client, outsider, a_measure, role, sees, hidden):
    let_in(cast, outsider, role)
    client.force_login(outsider)
    start = client.get("/", follow=True)
    assert start.redirect_chain[-1][0] == "/delt-med-meg/"
    page = start.text
    for words in ("Elev A1", "1STA", "Lærer A", "Avtalt på møtet", "Rådgiver A", "13. desember", *sees):
        assert words in page, words
    assert "Elev A2" not in page and not [words for words in hidden if words in page]
    assert AccessRecord.objects.filter(by="nina.nav", page="shared_with_me").count() == 1
    assert client.get(f"/elev/{cast.pupils['a1'].key}").status_code == 404, "no guest has the pupil's page"
    if role != "child_welfare":
        assert client.get("/moter/").status_code == 200


@pytest.fixture
def a_measure(cast):
    case = open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte", responsible=cast.users["contact_a"],
        by="contact_a", at=AT,
    )  # fmt: skip
    day = AT.date()
    return plan_measure(
        case=case, wish=Wish("alternative_arena", "På verkstedet", day, day, "contact_a"), school=cast.school,
        responsible=cast.users["contact_a"], form_id=uuid.uuid4(), by="contact_a", at=AT,
    )  # fmt: skip


def test_whoever_got_a_share_finds_it_and_loses_it_when_it_ends(cast, client, outsider):
    def share(ends_at: dt.datetime) -> None:
        share_with(
            pupil=cast.pupils["a1"], user=outsider, things=["plan"], purpose="Lage opplegg", basis="duty",
            law="fvl § 13 b", necessity="Trengs for å lage opplegget", begins_at=AT, ends_at=ends_at, by="leader", at=AT,
            on=AT.date(),
        )  # fmt: skip

    share(AT + dt.timedelta(minutes=1))
    client.force_login(outsider)
    assert client.get("/delt-med-meg/").status_code == 404
    share(AT + dt.timedelta(days=9))
    page = client.get("/", follow=True).text
    assert "Mottaker av en deling" in page and "Du ser: planen" in page and "Lage opplegg" in page
    assert f'href="/elev/{cast.pupils["a1"].key}"' in page
    assert client.get(f"/elev/{cast.pupils['a1'].key}").status_code == 200


def test_a_guest_who_is_signed_in_too_weakly_is_asked_for_more(cast, client, outsider):
    let_in(cast, outsider, "nurse")
    signed_in(client, outsider, Strength.PLAIN)
    assert client.get("/").headers["Location"] == "/delt-med-meg/", "not told that there is nothing"
    assert client.get("/delt-med-meg/").headers["Location"].startswith("/bekreft")
    assert not AccessRecord.objects.exists()


def test_the_pupil_is_told_who_follows_her_up_and_until_when_and_nothing_of_child_welfare(cast, client, outsider):
    let_in(cast, outsider)
    let_in(cast, a_user("bjorg.barnevern"), "child_welfare")
    let_in(cast, a_user("ola.ot"), "ot_adviser", "a2")
    page = signed_in(client, a_user("a1", cast.pupils["a1"]), persona=PRIVATE).get("/mine-samtykker/").text
    assert "nina.nav" in page and "13. desember" in page
    assert "bjorg.barnevern" not in page and "ola.ot" not in page
