"""`tettpaa demo --once` from an empty folder: built through the real import, opened over HTTP, every story flagged."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tettpaa.demo.county.cast import cast

RAISED = {  # story → rules that stand raised on 14 October
    "tre-dager": {"dager-eller-timer", "uforklart"},
    "ti-timer": {"dager-eller-timer", "uforklart"},
    "fire-mandager": {"samme-ukedag"},
    "naer-grensen": {"naer-grensen", "samme-ukedag"},
    "over-grensen": {"naer-grensen", "over-grensen"},
    "helse-etter-ti-prosent": {"naer-grensen", "samme-ukedag"},
    "for-sent": {"for-sent"},
    "ikke-fort-1": set(),
    "ikke-fort-2": set(),
    "varsel-sendt": {"mangler-grunnlag"},
    "snakket-med": {"dager-eller-timer", "uforklart"},
    "ikke-truffet": {"dager-eller-timer", "uforklart"},
    "byttet-klasse": set(),
    "blir-bruker": set(),
    "lavt-inntak": {"lavere-onske-snitt-3", "kjernefag-inn"},
    "sluttet": set(),
    "uten-kontaktlaerer": {"dager-eller-timer", "uforklart"},
    "ukjent-forklaring": {"dager-eller-timer", "uforklart", "naer-grensen"},
    "karakterfall": {"karakterfall", "iv-eller-1-i-fjor"},
    "tre-dager-fem-timer": {"dager-og-timer", "etter-uke-40"},
    "tilbake": set(),
    "fylte-atten": {"naer-grensen", "uforklart"},
    "latt-i-stikken": {"uforklart"},
}
UNKNOWN = {"ikke-fort-1", "ikke-fort-2"}
SHOWN = "SELECT max(at), count(*) FROM audit_accessrecord"
COUNTS = re.compile(
    r"Elever: (\d+), fraværsrader: (\d+), flagg: (\d+), venter på samtale: (\d+)\. "
    r"Saker: (\d+), planer som gjelder: (\d+), tiltak i gang: (\d+), møter: (\d+)\."
)


def tettpaa(home: Path, *words: str) -> str:
    """Run a command in the demo's home, as a new user would, and give what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TETTPAA_")}
    environment |= {"TETTPAA_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "tettpaa", *words], env=environment, capture_output=True, text=True, check=False,
        cwd=home,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first_run(home) -> str:
    return tettpaa(home, "demo", "--once")


@pytest.fixture(scope="module")
def flags(home, first_run) -> dict[str, dict[str, set[str]]]:
    """Story → state → rules, as the command line lists them."""
    of_pupil = {f"E{story['pupil']:06}": story["key"] for story in cast().stories}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for flag in json.loads(tettpaa(home, "flags", "list", "--as-of", "2025-10-14", "--format", "json")):
        if flag["pupil"] in of_pupil:
            found[of_pupil[flag["pupil"]]][flag["state"]].add(flag["rule"])
    return found


def test_one_command_shows_a_county_at_work(first_run):
    pupils, absences, flags, waiting, *done = map(int, COUNTS.search(first_run).groups())

    assert pupils == 116
    assert absences > 1000
    assert flags > 40 > waiting > 10, "most pupils who were flagged have been spoken with"
    assert done == [18, 6, 8, 8]


def rows(home: Path, query: str) -> list[tuple]:
    con = sqlite3.connect(home / "tettpaa.sqlite3")
    found = con.execute(query).fetchall()
    con.close()
    return found


def test_follow_up_stands_in_every_state(home, first_run):
    states = dict(rows(home, "SELECT state, count(*) FROM cases_case GROUP BY state"))
    assert states == {"open": 10, "waiting": 2, "closed": 6 + 35}, "35 of last year's, of pupils who have left"
    acts = {action for (action,) in rows(home, "SELECT DISTINCT action FROM audit_auditevent")}
    assert acts >= {
        "case_reopened", "case_offered", "plan_saved", "plan_exempted", "plan_drafted", "measure_ended",
        "measure_observed", "measure_days_planned", "input_answered", "minutes_written", "meeting_task_asked",
        "letter_sent", "letter_written", "consult_answered", "referral_sent", "consent_given", "consent_asked",
        "share_given", "assignment_given", "emergency_opened", "log_alert_raised", "stairs_moved", "user_switched_off",
        "talk_receipt_given", "concern_answered", "protection_raised",
    }  # fmt: skip


def test_earlier_years_give_each_page_that_looks_back_something_to_show(home, first_run):
    """One honest answer of many pupils and one of too few, six cohorts with a result, and a year in which some left."""
    answers = "SELECT kind, answer, begun, compared, difference, low, high FROM effects_comparison"
    told, too_few = rows(home, f"{answers} WHERE school_year = 2024 AND school_id IS NULL ORDER BY answer")
    assert told[:3] == ("morning_meeting", "less", 28) and told[3] >= 20
    assert told[5] < told[4] < told[6] < 0
    assert too_few[:3] == ("home_visit", "too_few", 7)
    ((figures,),) = rows(home, "SELECT figures FROM completion_completioncount")
    figures = json.loads(figures)
    over = [cohort for cohort in figures["cohorts"] if cohort["told"]]
    assert [cohort["year"] for cohort in over] == list(range(2014, 2020))
    assert all(cohort["starters"] > 190 and cohort["passages"] for cohort in over)
    assert [year["school_year"] for year in figures["leaving"]] == [2024, 2025]
    ((acted,),) = rows(
        home, "SELECT count(*) FROM audit_auditevent WHERE action = 'measure_started' AND at < '2025-08-01'"
    )
    assert acted == 35, "by the same action as the pages call"


def test_what_was_done_was_done_on_its_day_and_by_somebody(home, first_run):
    of_today = rows(home, "SELECT count(*) FROM cases_casestep WHERE at >= '2025-10-14'")
    assert of_today == [(0,)], "nothing has happened later than the demo's now"
    (names,) = zip(*rows(home, 'SELECT DISTINCT "by" FROM cases_casestep'), strict=True)
    assert set(names) <= {staff.username for staff in cast().staff}


def test_run_again_it_is_found_as_it_was(home, first_run):
    before = (home / "tettpaa.sqlite3").stat().st_ino
    ((newest, shown),) = rows(home, SHOWN)

    again = tettpaa(home, "demo", "--once")

    assert COUNTS.search(again).groups() == COUNTS.search(first_run).groups()
    assert "laget fra før" in again
    assert (home / "tettpaa.sqlite3").stat().st_ino == before
    ((later,),) = rows(home, f"SELECT count(*) FROM audit_accessrecord WHERE at > '{newest}'")
    assert later == rows(home, SHOWN)[0][1] - shown > 0, "time went on after what was done the first time"


@pytest.mark.parametrize("story", RAISED)
def test_each_story_shows_its_rule(flags, story):
    assert flags[story]["raised"] == RAISED[story]


@pytest.mark.parametrize("story", sorted(UNKNOWN))
def test_what_nobody_registered_is_unknown(flags, story):
    assert "dager-eller-timer" in flags[story]["unknown"]


def test_the_cast_can_sign_in_and_the_roles_are_in_the_log(home, first_run):
    users = {name for (name,) in rows(home, "SELECT username FROM identity_user")}
    ((granted,),) = rows(home, "SELECT count(*) FROM audit_auditevent WHERE action = 'role_granted'")
    ((shown,),) = rows(home, "SELECT count(*) FROM audit_accessrecord WHERE \"by\" = 'ingrid' AND at >= '2025-10-14'")
    assert users == {staff.username for staff in cast().staff}
    assert granted == 5
    assert shown > 5, "the one request listed pupils, and was logged"


def test_every_story_is_spoken_for():
    told = {story["key"] for story in cast().stories}
    assert set(RAISED) | {"ukjent-kode", "forklart"} == told


def test_the_demo_refuses_a_folder_with_something_else(tmp_path):
    (tmp_path / "tettpaa.sqlite3").write_text("a school's own")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TETTPAA_")}
    done = subprocess.run(
        [sys.executable, "-m", "tettpaa", "demo", "--once"], env=environment | {"TETTPAA_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "noe annet enn demoen" in done.stderr
    assert (tmp_path / "tettpaa.sqlite3").read_text() == "a school's own"
