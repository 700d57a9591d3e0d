"""No package we lock has a known fault past its deadline, and SECURITY.md says the deadlines that are held."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from tests.environment import ROOT
from tettpaa.config import checks
from tettpaa.config.packages import deadlines, faults_in, installed, known_faults, look_again_on, looked_through_on

LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_no_locked_package_has_a_known_fault_past_its_deadline(lock):
    late = [fault for fault in faults_in(locked(lock)) if fault.due_on < looked_through_on()]
    assert late == []


def test_each_known_fault_is_of_a_package_we_lock_and_says_where_it_is_told():
    ours = {name for lock in LOCKS for name in locked(lock)}
    for fault in known_faults():
        assert fault.package in ours
        assert fault.weight in deadlines()
        assert re.match(r"CVE-\d{4}-\d+", fault.source)
        assert fault.known_on <= looked_through_on()


@pytest.mark.parametrize(
    ("held", "is_told"), [("2.13.9", True), ("2.14.0", False), ("2.9", True), ("2.14", False), ("10.0.0", False)]
)
def test_an_older_version_is_told_and_the_mended_one_is_not(held, is_told):
    found = [fault for fault in faults_in({"pyjwt": held}) if fault.mended_in == "2.14.0"]
    assert bool(found) is is_told


def test_the_deadlines_in_words_are_those_that_are_held():
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    told = {word: int(days) for word, days in re.findall(r"^\| (\w+)[^|]*\| (\d+) \|$", text, re.MULTILINE)}
    assert told == deadlines()
    assert f"every {(look_again_on() - looked_through_on()).days} days" in text


def test_a_running_site_tells_of_a_package_with_a_fault_and_of_a_list_nobody_looks_at(monkeypatch):
    assert set(installed()) <= set(locked("requirements-dev.lock"))
    soon, late = look_again_on(), look_again_on() + dt.timedelta(days=1)
    monkeypatch.setattr(checks, "installed", lambda: {"pyjwt": "2.15.0", "django": "6.1.0"})
    for day, ids in ((soon, ["config.W002"]), (late, ["config.W002", "config.W003"])):
        monkeypatch.setattr(checks, "clock", SimpleNamespace(today=lambda day=day: day))
        told = checks.what_is_known_of_packages(None)
        assert [each.id for each in told] == ids
    assert "django 6.1.0" in told[0].msg and "6.1.1" in told[0].hint
