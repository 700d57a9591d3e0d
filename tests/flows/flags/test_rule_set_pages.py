"""The pages of rule sets: who reads and who changes them, the sentence as a form, and whom it would flag."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.builders import AT, a_flag, a_person, belong, enrol
from tests.flows.flags.conftest import OCTOBER_14, days_before
from tests.unit.flags.test_drafts import sent
from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.drafts import draft_of
from tettpaa.identify.flags.models import RuleSet, RuleSetVersion
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.trust.disclosure.actions import choose_rounding

READERS = ("counsellor", "leader", "analyst", "rule_editor")
STRANGERS = ("contact_a", "subject", "administrator", "former_contact", "nobody")


@pytest.fixture
def owners(cast):
    """The owner's own rule set."""
    return adopt_shipped(owner=cast.owner, key="askim", valid_from=AT.date(), by="eier", at=AT).rule_set


@pytest.fixture
def schools(cast):
    """The rule set of school A."""
    version = adopt_shipped(owner=cast.owner, school=cast.school, key="borg", valid_from=AT.date(), by="leder", at=AT)
    return version.rule_set


@pytest.fixture
def as_(client, cast):
    def sign_in(username):
        client.force_login(cast.users[username])
        return client

    return sign_in


def page(rule_set, name="rule_set"):
    return reverse(f"flags:{name}", args=[rule_set.pk])


def form(key, act="save", **more):
    """The form of a shipped rule set as a browser sends it."""
    return sent(draft_of(shipped_sets()[key])) | {"act": act, "valid_from": "2025-10-14", "reason": "Prøve"} | more


def words(answer):
    """The page as text, blanks made one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("username", READERS)
def test_those_who_follow_up_and_the_owners_people_read_the_rules(as_, owners, schools, username):
    client = as_(username)
    assert "Askim: tre dager eller ti timer" in words(client.get(reverse("flags:rule_sets")))
    for rule_set in (owners, schools):
        assert client.get(page(rule_set)).status_code == 200


@pytest.mark.parametrize("username", STRANGERS)
def test_others_do_not(as_, owners, schools, username):
    client = as_(username)
    assert client.get(reverse("flags:rule_sets")).status_code == 404
    for rule_set in (owners, schools):
        assert client.get(page(rule_set)).status_code == 404


def test_a_schools_rules_are_not_shown_at_another_school(as_, owners, schools):
    client = as_("leader_elsewhere")
    assert client.get(page(owners)).status_code == 200
    assert client.get(page(schools)).status_code == 404
    assert "Borg" not in words(client.get(reverse("flags:rule_sets"))).split("Andre har gjort det slik")[0]


@pytest.mark.parametrize(
    ("username", "may_owners", "may_schools"),
    [("rule_editor", True, True), ("leader", False, True), ("counsellor", False, False), ("analyst", False, False),
     ("leader_elsewhere", False, False)],
)  # fmt: skip
def test_who_changes_the_owners_rules_and_who_the_schools(as_, owners, schools, username, may_owners, may_schools):
    client = as_(username)
    for rule_set, key, may in ((owners, "askim", may_owners), (schools, "borg", may_schools)):
        answer = client.post(page(rule_set, "change"), form(key))
        assert answer.status_code == (302 if may else 404)
        assert rule_set.versions.count() == (2 if may else 1)
        off = client.post(page(rule_set, "switch_off"), {"av-last_day": "2025-10-20", "av-reason": "Prøve"})
        assert off.status_code == (302 if may else 404)
        assert rule_set.versions.filter(valid_to=dt.date(2025, 10, 20)).exists() == may


def test_one_who_only_reads_sees_sentences_and_no_fields(as_, owners):
    answer = as_("analyst").get(page(owners))
    assert "Flagg når eleven i løpet av 20 skoledager har minst 3 fraværsdager" in words(answer)
    assert "r0-c0-k0-value" not in answer.content.decode()


def test_a_changed_figure_is_saved_as_a_new_version_with_its_reason(as_, owners):
    changed = form("askim", reason="Vi vil snakke tidligere") | {"r0-c0-k0-value": "2"}
    assert as_("rule_editor").post(page(owners, "change"), changed).status_code == 302
    saved = owners.versions.get(number=2)
    assert saved.definition["rules"][0]["any"][0]["all"][0]["at_least"] == 2
    assert (saved.reason, saved.created_by, saved.valid_from) == (
        "Vi vil snakke tidligere", "rule_editor", OCTOBER_14,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": ""}, "Hvorfor?"),
        ({"valid_from": "2025-10-01"}, "dag som har vært"),
        ({"r0-c0-k0-value": "mange"}, "terskelen må være et tall"),
        ({"r0-c0-k0-days": ""}, "vinduet må være"),
        ({"r0-title": ""}, "Regel 1 mangler navn"),
    ],
)
def test_what_cannot_be_saved_is_told_and_stays_in_the_form(as_, owners, change, told):
    answer = as_("rule_editor").post(page(owners, "change"), form("askim") | {"r0-c1-k0-value": "12"} | change)
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="12"' in answer.content.decode()
    assert owners.versions.count() == 1


def test_a_condition_a_way_and_a_rule_are_added_and_taken_away_without_script(as_, owners):
    client = as_("rule_editor")
    for act, name, is_there in (
        ("add-condition:0:0", "r0-c0-k1-value", True), ("add-way:0", "r0-c2-k0-value", True),
        ("add-rule", "r1-title", True), ("remove:0:1:0", "r0-c1-k0-value", False), ("remove-rule:0", "r0-title", False),
    ):  # fmt: skip
        answer = client.post(page(owners, "change"), form("askim", act=act, reason="Halvskrevet"))
        assert answer.status_code == 200
        assert (f'name="{name}"' in answer.content.decode()) == is_there
        assert 'value="Halvskrevet"' in answer.content.decode()
    assert owners.versions.count() == 1


def test_a_rule_set_of_ones_own_is_made_for_one_school(as_, cast):
    client = as_("leader")
    new = reverse("flags:new")
    assert 'name="r0-c0-k0-indicator"' in client.get(new).content.decode()
    made = form("borg", title="Vårt eget", place=f"school-{cast.school.pk}") | {"r0-key": ""}
    assert client.post(new, made).status_code == 302
    rule_set = RuleSet.objects.get(key="vart-eget")
    assert (rule_set.school, rule_set.owner) == (cast.school, cast.owner)
    assert rule_set.versions.get().definition["title"]["nb"] == "Vårt eget"
    again = client.post(new, made)
    assert again.status_code == 422
    assert "alt i bruk" in words(again)


def test_a_leader_makes_no_rules_for_the_owner_or_another_school(as_, cast):
    client = as_("leader")
    for place in (f"owner-{cast.owner.pk}", f"school-{cast.school_elsewhere.pk}"):
        assert client.post(reverse("flags:new"), form("borg", title="Nei", place=place)).status_code == 422
        assert client.post(reverse("flags:adopt"), {"key": "borg", "place": place}).status_code == 404
    assert not RuleSetVersion.objects.exists()


@pytest.mark.parametrize(("username", "place"), [("leader", "school"), ("rule_editor", "owner")])
def test_a_shipped_rule_set_is_adopted_with_one_press(as_, cast, username, place):
    keys = {"school": f"school-{cast.school.pk}", "owner": f"owner-{cast.owner.pk}"}
    answer = as_(username).post(reverse("flags:adopt"), {"key": "glemmen", "place": keys[place]})
    adopted = RuleSetVersion.objects.get()
    assert answer.url == page(adopted.rule_set)
    assert (adopted.valid_from, adopted.rule_set.school_id) == (
        OCTOBER_14, cast.school.pk if place == "school" else None,
    )  # fmt: skip
    assert (
        "Glemmen: tre dager og fem timer"
        not in words(as_(username).get(reverse("flags:rule_sets"))).split("Andre har gjort det slik")[1]
    )


def test_the_preview_follows_what_stands_in_the_form(as_, county, owners):
    county.away({"a1": days_before(OCTOBER_14, 3), "a2": days_before(OCTOBER_14, 2), "b1": days_before(OCTOBER_14, 1)})
    client = as_("leader")
    school_set = adopt_shipped(
        owner=county.owner, school=county.school, key="borg", valid_from=AT.date(), by="x", at=AT
    ).rule_set
    assert "Denne uka 1 elev" in words(client.get(page(school_set)))
    answer = client.post(page(school_set, "change"), form("borg", act="show") | {"r0-c0-k0-value": "2"})
    assert "Denne uka 2 elever" in words(answer)
    assert "Lærer A 2" in words(answer)
    assert "Lærer B 0" in words(answer)
    assert school_set.versions.count() == 1


def test_who_may_not_see_pupils_is_told_no_small_number(as_, county, owners):
    county.away({"a1": days_before(OCTOBER_14, 3), "b1": days_before(OCTOBER_14, 3)})
    for username in ("analyst", "rule_editor"):
        shown = words(as_(username).get(page(owners)))
        assert "Denne uka under 5 elever" in shown
        assert "Lærer A få" in shown
        assert "Denne uka 2 elever" not in shown
    shown = words(as_("leader").get(page(owners)))
    assert "Denne uka 2 elever" in shown


def test_who_may_not_see_pupils_is_told_rounded_numbers_where_the_owner_rounds(as_, county, owners):
    for number in range(7):
        pupil = county.cast.pupils[f"a ny {number}"] = a_person(county.owner, "Ny", str(number))
        enrol(pupil, county.school)
        for group in (county.cast.class_a, county.cast.norwegian_a):
            belong(pupil, group)
        a_flag(pupil, county.school, OCTOBER_14)
    county.away({f"a ny {number}": days_before(OCTOBER_14, 3) for number in range(7)})
    choose_rounding(
        owner=county.owner, rounded_to=5, valid_from=OCTOBER_14, reason="Små skoler", by="eier", at=AT, on=OCTOBER_14
    )
    for username, told in (("analyst", "5 elever"), ("rule_editor", "5 elever"), ("leader", "7 elever")):
        shown = words(as_(username).get(page(owners)))
        assert f"Denne uka {told}" in shown and ("avrundet" in shown) is (username != "leader")
        assert f"{told} flagget nå" in words(as_(username).get(reverse("flags:rule_sets")))


def test_rules_in_doubt_are_previewed_as_unknown_last_year(as_, owners):
    assert "ukjent: ingenting er importert" in words(as_("leader").get(page(owners)))
