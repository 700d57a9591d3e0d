"""The page where rules are tried on past years: what is told, and to whom."""

import re

import pytest
from django.urls import reverse

from tests.builders import AT, belong, enrol
from tests.past_years import GROUP, YEARS, a_yardstick, past_years
from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.models import RuleSet, RuleSetVersion
from tettpaa.trust.audit.models import AccessRecord

RULE = {
    "r0-key": "dager", "r0-title": "Dager", "r0-advice": "", "r0-c0-k0-indicator": "absence_days",
    "r0-c0-k0-comparison": "at_least", "r0-c0-k0-window": "school_days", "r0-c0-k0-days": "20",
}  # fmt: skip


@pytest.fixture
def looked_back(cast):
    """Two years are over; two of the last year's pupils still go here, and Askim's rules are in use."""
    cast.past = past_years(cast)
    for number in (1, 5):
        enrol(cast.past[2024, number], cast.school)
        belong(cast.past[2024, number], cast.class_a)
    adopt_shipped(owner=cast.owner, key="askim", valid_from=AT.date(), by="eier", at=AT)
    return cast


def asked(days: object, **more: str) -> dict:
    chosen = f"sett-{RuleSet.objects.get(key='askim').pk}"
    return RULE | {"r0-c0-k0-value": str(days), "act": "show", "prov": chosen, "ved": chosen} | more


def texts(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_leader_sees_what_is_gained_and_lost(looked_back, client):
    client.force_login(looked_back.users["leader"])
    told = texts(client.post(reverse("replay"), asked(5)))
    # Three days: those who broke off after absence, and those who failed; five days: the first of them alone.
    assert "Av dem som avbrøt: flagget før 50 % 10 av 20, mellom 30 og 70 % 50 % 10 av 20" in told
    assert "Av dem som ikke besto et fag: flagget før 100 % 10 av 10, mellom 72 og 100 % 0 % 0 av 10" in told
    assert "Av de flaggede: avbrøt eller besto ikke 67 % 20 av 30, mellom 49 og 81 % 100 % 10 av 10" in told


def test_a_pupil_without_a_reason_or_grades_is_unknown_and_apart(looked_back, client):
    client.force_login(looked_back.users["leader"])
    # From no day on, everybody is flagged: also those of whom nobody knows how it went.
    told = texts(client.post(reverse("replay"), asked(0)))
    assert f"Flagget, men ingen vet hvordan det gikk 0 elever {GROUP // 6 * len(YEARS)} elever" in told
    assert "Av de flaggede: avbrøt eller besto ikke 67 % 20 av 30, mellom 49 og 81 % 60 % 30 av 50" in told


def test_groups_are_told_with_intervals(looked_back, client):
    client.force_login(looked_back.users["leader"])
    told = texts(client.post(reverse("replay"), asked(3)))
    assert "jenter Det du prøver 30 elever 33 % 10 av 30, mellom 19 og 51 %" in told
    assert "gutter Det du prøver 30 elever 67 % 20 av 30" in told
    by_programme = texts(client.post(reverse("replay"), asked(3, etter="area")))
    assert "Studiespesialisering Det du prøver 60 elever" in by_programme


def test_an_analyst_sees_no_small_number_and_no_button_to_names(cast, client):
    past_years(cast, group=12)  # two of each kind a year
    client.force_login(cast.users["analyst"])
    told = texts(client.post(reverse("replay"), RULE | {"r0-c0-k0-value": "5", "act": "show", "prov": "levert-askim"}))
    assert "Av dem som avbrøt: flagget før skjult" in told
    assert "Vis hvilke elever" not in told
    client.force_login(cast.users["leader"])
    told = texts(client.post(reverse("replay"), RULE | {"r0-c0-k0-value": "5", "act": "show", "prov": "levert-askim"}))
    assert "Av dem som avbrøt: flagget før 50 % 4 av 8" in told
    assert "Vis hvilke elever" in told


def test_nothing_is_saved(looked_back, client):
    client.force_login(looked_back.users["rule_editor"])
    before = RuleSetVersion.objects.count()
    assert client.post(reverse("replay"), asked(5)).status_code == 200
    assert RuleSetVersion.objects.count() == before


def test_what_cannot_be_read_is_said_and_nothing_is_counted(looked_back, client):
    client.force_login(looked_back.users["rule_editor"])
    told = texts(client.post(reverse("replay"), asked("tre")))
    assert "terskelen må være et tall" in told
    assert "Elever i alt" not in told


def test_the_list_names_those_the_leader_sees_today_and_is_logged(looked_back, client):
    client.force_login(looked_back.users["leader"])
    told = texts(client.post(reverse("replay_pupils"), asked(3)))
    assert "Elev 2024-01" in told
    assert "besto ikke alle fag" in told
    assert "Elev 2024-00" not in told, "who has left is counted, not named"
    assert "Og 28 elever som ikke lenger er her." in told
    named = AccessRecord.objects.filter(page="replay_pupils").values_list("pupil_key", flat=True)
    assert set(named) == {looked_back.past[2024, number].key for number in (1, 5)}


@pytest.mark.parametrize(("who", "numbers", "names"), [
    ("leader", 200, 200), ("counsellor", 200, 404), ("analyst", 200, 404), ("rule_editor", 200, 404),
    ("contact_a", 404, 404), ("nobody", 404, 404),
])  # fmt: skip
def test_who_gets_in(looked_back, client, who, numbers, names):
    client.force_login(looked_back.users[who])
    assert client.get(reverse("replay")).status_code == numbers
    assert client.get(reverse("replay_pupils")).status_code == names


def test_a_leader_elsewhere_sees_none_of_these_pupils(looked_back, client):
    client.force_login(looked_back.users["leader_elsewhere"])
    told = texts(client.post(reverse("replay"), asked(3)))
    assert "Ingen elever å regne på" in told
    assert "Og 30 elever" not in texts(client.post(reverse("replay_pupils"), asked(3)))


def test_another_schools_rules_are_not_there(looked_back, client):
    theirs = RuleSet.objects.create(key="eget", owner=looked_back.owner, school=looked_back.school_elsewhere)
    definition = RuleSetVersion.objects.first().definition
    RuleSetVersion.objects.create(
        rule_set=theirs, number=1, valid_from=AT.date(), definition=definition, created_at=AT, created_by="tests"
    )
    client.force_login(looked_back.users["leader"])
    assert client.get(reverse("replay"), {"prov": f"sett-{theirs.pk}"}).status_code == 404
    client.force_login(looked_back.users["leader_elsewhere"])
    assert client.get(reverse("replay"), {"prov": f"sett-{theirs.pk}"}).status_code == 200


def test_the_yardstick_stands_beside_as_curves(looked_back, client):
    client.force_login(looked_back.users["analyst"])
    assert "Hvor mye kan dataene si?" not in texts(client.get(reverse("replay")))
    a_yardstick(looked_back)
    told = texts(client.post(reverse("replay"), asked(5)))
    assert "Logistisk modell: AUC 0,81 (mellom 0,76 og 0,86)" in told
    # Of 15 that year who broke off or failed later, 5 were flagged by 1 November, and nobody else was.
    assert "B Det du prøver 33 % 100 %" in told


def test_without_a_year_that_is_over_there_is_nothing_to_try_on(cast, client):
    client.force_login(cast.users["analyst"])
    assert "Ingen skoleår er over ennå" in texts(client.get(reverse("replay")))


def test_the_number_of_statements_does_not_grow_with_the_pupils(looked_back, client, django_assert_max_num_queries):
    client.force_login(looked_back.users["analyst"])
    client.post(reverse("replay"), asked(5))
    with django_assert_max_num_queries(75):
        client.post(reverse("replay"), asked(4))
