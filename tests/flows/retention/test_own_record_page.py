"""Mine opplysninger on the page: words that a pupil understands, and no ids; the files have everything."""

import json
import re

import pytest
from django.urls import reverse

from tests.builders import a_user
from tests.flows.seals.life import follow_up
from tests.flows.seals.moved import new_staff
from tettpaa.pages.own_record.cells import _WORDS, words_of
from tettpaa.pages.own_record.headings import TITLES
from tettpaa.pages.own_record.on_page import is_for_people
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.retention.copy import columns_of, is_shown_to_pupil
from tettpaa.trust.retention.rules import all_kept

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHOWN = {kept.table: kept for kept in all_kept() if kept.thing and is_shown_to_pupil(kept)}


def test_the_page_says_in_words_what_the_files_hold_with_its_ids(cast, client):
    new_staff(cast)
    follow_up(cast)
    client.force_login(a_user("elev", cast.pupils["a1"]), strength=Strength.HIGH, persona="private")
    page = client.get(reverse("own_record")).text.partition("<main")[2]
    assert not ID.search(page)
    for code in ("in_force", "home_visit", "start_measure", "own_words", "counsellor", "invited", "case_id", "draft"):
        assert code not in page, code
    for words in (
        "Tiltakene dine",
        "Hjemmebesøk",
        "Gjelder",
        "Satt i gang",
        "Nettverksmøte",
        "Vi vet ikke ennå",
        "2025–26",
    ):
        assert words in page, words
    held = client.get(reverse("own_record_file", args=["json"])).content.decode()
    assert ID.search(held) and "in_force" in held
    plans = next(part for part in json.loads(held)["parts"] if part["table"] == "plans.Plan")
    assert ID.fullmatch(plans["rows"][0]["case_id"])


def test_every_name_and_every_word_is_of_a_table_and_a_column_that_a_pupil_is_shown():
    columns = {(table, column.name) for table, kept in SHOWN.items() for column in columns_of(kept)}
    assert not TITLES.keys() - SHOWN.keys() and not _WORDS.keys() - columns


@pytest.mark.parametrize("table", SHOWN)
def test_no_table_is_left_without_a_column(table):
    assert [column for column in columns_of(SHOWN[table]) if is_for_people(table, column)]


def test_a_code_without_words_stands_as_it_is():
    assert words_of("plans.Plan", "state", {"state": "of_old"}) == "of_old"
    assert words_of("plans.Plan", "state", {"state": "in_force"}) == "Gjelder"
    assert words_of("plans.Plan", "state", {"state": None}) == ""
