"""Hjalp det? as the pupil's own people, the school's leaders and the owner's analyst meet it, and nobody else."""

import datetime as dt
import re

import pytest

from tests.effects import AFTER, AT, begin, compare_all
from tettpaa.assess.talks.actions import record_contact
from tettpaa.look_back.effects.models import Comparison
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.audit.models import AccessRecord

pytestmark = pytest.mark.django_db


def spoke(cast, name: str, on, *, was_reached: bool = True):
    record_contact(
        pupil=cast.pupils[name],
        on=on,
        channel="phone",
        was_reached=was_reached,
        line="Bussen gikk ikke",
        by="contact_a",
        at=AT,
    )


def test_each_measure_and_each_contact_of_a_pupil_says_before_and_after(county, client):
    spoke(county, "m0", AFTER[0])
    spoke(county, "m0", AFTER[-1], was_reached=False)
    client.force_login(county.users["contact_a"])
    page = client.get(f"/elev/{county.pupils['m0'].key}/hjalp-det").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())
    assert "Noen tar imot om morgenen" in words and "8 dager" in words and "2 dager" in words
    assert "20 og 20 av 20" in words
    assert "Telefon, ikke nådd" in words and "for tidlig å si" in words
    assert AccessRecord.objects.get(page="effects_of_pupil").kind == "opened"
    assert f"/elev/{county.pupils['m0'].key}/hjalp-det" in client.get(f"/elev/{county.pupils['m0'].key}").text


def test_a_pupil_without_either_gets_an_empty_page(cast, client):
    client.force_login(cast.users["contact_a"])
    assert "Ingen tiltak eller samtaler i år" in client.get(f"/elev/{cast.pupils['a2'].key}/hjalp-det").text


@pytest.mark.parametrize("who", ["contact_b", "subject", "leader_elsewhere", "analyst", "nobody"])
def test_others_meet_nothing_about_the_pupil(cast, client, who):
    client.force_login(cast.users[who])
    assert client.get(f"/elev/{cast.pupils['a1'].key}/hjalp-det").status_code == 404


@pytest.mark.parametrize("who", ["leader", "counsellor"])
def test_the_schools_leaders_see_what_was_found_and_open_the_pupils_behind(compared, client, who):
    client.force_login(compared.users[who])
    address = f"/skole/{compared.school.key}/hjalp-det"
    assert address in client.get(f"/skole/{compared.school.key}").text
    page = client.get(address).text
    assert "Forskjellen fra lignende elever uten tiltaket er 20 timer av hundre, og trolig mellom 20 og 20" in page
    assert "gikk fra 40 til 30 timer borte av hundre" in page and "22 elever, med fraværet" in page
    assert "M07" not in page
    listed = client.get(f"{address}/morning_meeting").text
    assert "M07" in listed and "M30" not in listed
    seen = AccessRecord.objects.filter(page="effects_pupils").values_list("pupil_key", flat=True)
    assert set(seen) == {compared.pupils[f"m{number}"].key for number in range(22)}
    assert client.get(f"{address}/hidden_camera").status_code == 404


def leave(cast, numbers) -> None:
    """Some of the pupils went to the school until Friday."""
    gone = [cast.pupils[f"m{number}"] for number in numbers]
    Enrolment.objects.filter(pupil__in=gone).update(valid_to=dt.date(2025, 10, 10))


def test_the_answer_stands_when_the_pupils_have_left_and_names_nobody(compared, client):
    leave(compared, range(22))
    client.force_login(compared.users["leader"])
    address = f"/skole/{compared.school.key}/hjalp-det"
    page = client.get(address)
    (kind,) = page.context["kinds"]
    assert (kind.pupils, kind.gone) == (0, 22) and kind.here.bar
    assert "22 elever som ikke går her lenger" in page.text and "Ingen tiltak er satt i gang" not in page.text
    assert f"{address}/morning_meeting" not in page.text
    assert "M07" not in client.get(f"{address}/morning_meeting").text


def test_few_who_have_left_are_not_counted_out(compared, client):
    """Three of the 22, and both of another kind: neither number is told, nor what came of the two."""
    for number in (30, 31):
        begin(compared, compared.pupils[f"m{number}"], "home_visit")
    compare_all(compared)
    leave(compared, (0, 1, 2, 30, 31))
    client.force_login(compared.users["leader"])
    page = client.get(f"/skole/{compared.school.key}/hjalp-det")
    meeting, visit = page.context["kinds"]
    assert (meeting.pupils, meeting.gone) == (19, None) and meeting.here
    assert (visit.pupils, visit.gone, visit.here) == (0, None, None)
    assert "går her lenger" not in page.text and "Skjult: få elever" in page.text


@pytest.mark.parametrize("who", ["contact_a", "subject", "leader_elsewhere", "analyst", "nobody"])
def test_nobody_else_meets_the_schools_page_or_its_pupils(compared, client, who):
    client.force_login(compared.users[who])
    address = f"/skole/{compared.school.key}/hjalp-det"
    assert client.get(address).status_code == client.get(f"{address}/morning_meeting").status_code == 404


@pytest.mark.parametrize("who", ["analyst", "rule_editor"])
def test_the_owners_people_see_figures_and_never_a_pupil(compared, client, who):
    begin(compared, compared.pupils["m30"], "home_visit")
    compare_all(compared)
    client.force_login(compared.users[who])
    assert "/skoler/hjalp-det" in client.get("/skoler/").text
    page = client.get("/skoler/hjalp-det").text
    assert "Hjemmebesøk" in page and "Skjult: få elever" in page
    assert "M07" not in page and "/tiltak/" not in page and "hjalp-det/" not in page
    assert not AccessRecord.objects.filter(page__startswith="effects").exists()


def test_one_small_kind_takes_another_along_so_that_no_sum_gives_it_away(compared, client):
    """22 with the one, 1 with the other: of two cells with a known sum, both go."""
    begin(compared, compared.pupils["m30"], "home_visit")
    compare_all(compared)
    client.force_login(compared.users["analyst"])
    kinds = client.get("/skoler/hjalp-det").context["kinds"]
    assert [(each.pupils, each.here) for each in kinds] == [(None, None), (None, None)]


def test_the_analyst_sees_what_was_found_where_many_are_counted(compared, client):
    client.force_login(compared.users["analyst"])
    page = client.get("/skoler/hjalp-det").text
    assert "er 20 timer av hundre" in page and "22\xa0elever" in page


@pytest.mark.parametrize("who", ["leader", "contact_a", "nobody"])
def test_others_meet_nothing_of_the_owners_page(compared, client, who):
    client.force_login(compared.users[who])
    assert client.get("/skoler/hjalp-det").status_code == 404


def test_a_leader_sees_of_all_schools_only_what_could_be_told_of_them_together(compared, client):
    Comparison.objects.filter(school=None).update(answer="too_few", difference=None, low=None, high=None)
    client.force_login(compared.users["leader"])
    address = f"/skole/{compared.school.key}/hjalp-det"
    assert client.get(address).context["kinds"][0].everywhere is None
    Comparison.objects.filter(school=None).update(
        answer="less", begun=90, difference=-5, low=-8, high=-2, with_it=[9, 8], without=[9, 9]
    )
    seen = client.get(address)
    assert seen.context["kinds"][0].everywhere.words.endswith("er 5 timer av hundre, og trolig mellom 2 og 8.")
    words = re.sub(r"<svg.*?</svg>", "", seen.text, flags=re.DOTALL)
    assert "Alle skolene i Fylket" in words and not re.search(r"(?<!\d)90(?!\d)", words)


def test_pages_take_as_many_reads_with_many_as_with_few(compared, client, django_assert_max_num_queries):
    client.force_login(compared.users["leader"])
    with django_assert_max_num_queries(22):
        client.get(f"/skole/{compared.school.key}/hjalp-det")
    with django_assert_max_num_queries(32):
        client.get(f"/skole/{compared.school.key}/hjalp-det/morning_meeting")


def test_the_yearly_report_tells_whether_it_helped_and_how_sure_it_is(compared, client):
    client.force_login(compared.users["analyst"])
    page = client.get("/rapport/").text.replace("\xa0", " ")
    assert (
        page.count("Hjalp det? Tiltak begynt i 2025–26") >= 1 and "20 mindre" in page and "trolig fra 20 mindre" in page
    )
    assert "aldri et bevis" in page and "M07" not in page
    text = b"".join(client.get("/rapport/effects-2025/csv/")).decode("utf-8-sig")
    assert '"22";"Fraværet falt mer";"20 mindre (trolig fra' in text and "dette aldri et bevis" in text
    for language in ("nb", "nn"):
        assert client.get(f"/rapport/pdf/{language}/").content.startswith(b"%PDF")


def test_a_hidden_kind_is_hidden_in_the_report_with_its_answer(compared, client):
    begin(compared, compared.pupils["m30"], "home_visit")
    compare_all(compared)
    client.force_login(compared.users["analyst"])
    text = b"".join(client.get("/rapport/effects-2025/csv/")).decode("utf-8-sig")
    assert '"Hjemmebesøk";"skjult";"skjult";"–"' in text and "20 mindre" not in text
