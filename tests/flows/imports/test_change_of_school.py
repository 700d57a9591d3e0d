"""An import that tells that a pupil goes to another school closes the way to what the old one wrote, in one transaction."""

import datetime as dt

import pytest

from tests.packages import run, write
from tettpaa.identify.imports import commit
from tettpaa.identify.imports.troubles import Stopped
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.seals.models import Seal

TODAY = dt.date(2025, 10, 14)


@pytest.fixture(autouse=True)
def _in_october(monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", TODAY.isoformat())


def moved(county, *, keeps_old: bool, since: str = "2025-10-13", until: str = "2025-10-10"):
    """The county in which S1-P1 goes to S2; the old enrolment has ended, or is not told of any more."""
    told = {name: [dict(row) for row in rows] for name, rows in county.items()}
    old = next(row for row in told["enrolments"] if row["pupil_id"] == "S1-P1")
    told["enrolments"].append({**old, "school_id": "S2", "valid_from": since})
    if keeps_old:
        old["valid_to"] = until
    else:
        told["enrolments"].remove(old)
    told["memberships"] = [row for row in told["memberships"] if row["person_id"] != "S1-P1"]
    for table in ("absences", "absence_sums", "grades", "conduct", "notices", "admissions"):
        told[table] = [row for row in told[table] if row["pupil_id"] != "S1-P1"]
    return told


@pytest.mark.parametrize("keeps_old", [True, False])
def test_the_move_is_noted_with_the_roster(owner, county, held, tmp_path, keeps_old):
    assert not Seal.objects.exists()
    assert run(write(moved(county, keeps_old=keeps_old), tmp_path / "again"), owner).state == "committed"
    seal = Seal.objects.get()
    assert (seal.pupil.source_id, seal.school.source_id, seal.due_on) == ("S1-P1", "S1", seal.due_on)
    assert seal.due_on in (dt.date(2025, 10, 13), TODAY) and seal.sealed_at is None
    assert AuditEvent.objects.get(action="moves_noted").details == {"files": 1}
    run(write(moved(county, keeps_old=keeps_old), tmp_path / "once more"), owner)
    again = Seal.objects.get()
    assert (again.due_on, again.written_before) == (seal.due_on, None), "all until it is closed is the old school's"


def test_an_import_that_stops_leaves_neither_the_move_nor_the_note(owner, county, held, tmp_path, monkeypatch):
    def stops(*_args, **_told):
        raise RuntimeError

    monkeypatch.setattr(commit, "note_changes", stops)
    with pytest.raises(Stopped):
        run(write(moved(county, keeps_old=True), tmp_path / "again"), owner)
    assert not Seal.objects.exists()
    assert not Enrolment.objects.filter(pupil__source_id="S1-P1", school__source_id="S2").exists()


def test_a_move_ahead_is_noted_for_its_day(owner, county, held, tmp_path):
    ahead = moved(county, keeps_old=True, since="2025-11-03", until="2025-10-31")
    run(write(ahead, tmp_path / "again"), owner)
    assert Seal.objects.get().due_on == dt.date(2025, 11, 3)


def test_a_new_school_year_at_the_same_school_notes_nothing(owner, county, held, tmp_path):
    assert run(write(county, tmp_path / "again"), owner).state == "committed"
    assert not Seal.objects.exists() and not AuditEvent.objects.filter(action="moves_noted").exists()
