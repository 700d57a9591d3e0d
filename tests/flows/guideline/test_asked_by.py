"""Each step's page says which rule and which recommendation ask for it; a page that is no step says nothing."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.flows.follow_up.standing_before import a_case
from tettpaa.knowledge.guideline.rules import guideline_on
from tettpaa.knowledge.law.asked_by import all_rules, rules_asking_for
from tettpaa.look_back.quality.evidence import SHOWN
from tettpaa.pages.asked_by import asks_for
from tettpaa.trust.access.permissions import BY_NAME

LATER = dt.date(2026, 9, 1)
WORDS = "Hvem ber om dette?"
# Who goes there, the page, and the section it names.
PAGES = [
    ("contact_a", lambda pupil, _case: reverse("my_day"), "§ 10-6"),
    ("contact_a", lambda pupil, _case: reverse("talk_choose", args=[pupil]), "§ 9-6"),
    ("contact_a", lambda _pupil, case: reverse("mapping_write", args=[case.pk]), "§ 11-2"),
    ("subject", lambda _pupil, _case: reverse("input_requests"), "§ 11-2"),
    ("contact_a", lambda _pupil, case: reverse("plan_new", args=[case.pk]), "§ 12-4"),
    ("contact_a", lambda _pupil, case: reverse("measure_choose", args=[case.pk]), "§ 11-2"),
    ("contact_a", lambda pupil, _case: reverse("meeting_call", args=[pupil]), "§ 24-1"),
    ("contact_a", lambda pupil, _case: reverse("letter_write", args=[pupil, "order_notice"]), "§ 9-7"),
    ("counsellor", lambda _pupil, case: reverse("referral_new", args=[case.pk]), "§§ 11-7 og 24-5"),
    ("contact_a", lambda _pupil, _case: reverse("consult_ask"), "§ 11-13"),
]


@pytest.mark.parametrize(("name", "address", "law"), PAGES)
def test_the_page_of_a_step_names_its_rule(cast, client, name, address, law):
    case = a_case(cast)
    client.force_login(cast.users[name])
    page = client.get(address(cast.pupils["a1"].key, case)).text
    assert WORDS in page and law in page.split(WORDS)[1]


def test_a_page_that_is_no_step_says_nothing_and_neither_does_the_door(cast, client):
    assert WORDS not in client.get(reverse("identity:sign_in")).text
    client.force_login(cast.users["contact_a"])
    assert WORDS not in client.get(reverse("inbox")).text


def test_every_rule_asks_for_steps_that_are_there_in_three_languages():
    for rule in all_rules():
        assert rule.steps <= BY_NAME.keys(), rule.law
        assert all(rule.words[language].endswith(".") for language in ("nb", "nn", "en"))
        assert "§" in rule.law and rule.source


def test_no_rule_asks_before_its_day():
    assert not rules_asking_for("plan_write", dt.date(2024, 7, 31))
    assert rules_asking_for("plan_write", TODAY)


def test_every_recommendation_with_a_step_stands_on_its_pages_once_the_guideline_holds():
    for each in guideline_on(LATER).recommendations:
        for step in SHOWN[each.key].steps if each.key in SHOWN else ():
            assert f"{each.nb}." in [ask.words for ask in asks_for(step, LATER, "nb")]
    assert not [ask for ask in asks_for("plan_write", TODAY, "nb") if "retningslinje" in ask.where]
    assert [ask for ask in asks_for("plan_write", LATER, "nn") if "retningslinje" in ask.where]
