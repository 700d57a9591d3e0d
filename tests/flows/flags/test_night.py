"""The night: every step in order, noted, and gone on with where it stopped."""

import datetime as dt
import io
import json
import os
import shutil
import time

import pytest
from django.core.management import call_command

from tests.builders import AT, a_user, an_owner
from tests.flows.flags.conftest import OCTOBER_14, days_before
from tests.packages import a_county, write
from tettpaa.identify import daily
from tettpaa.identify.daily import Night, run_night
from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.models import FlagEvent, NightStep
from tettpaa.identify.imports.deliveries import drop_folder
from tettpaa.identify.imports.models import Flow, Import
from tettpaa.trust.audit.models import AuditEvent


@pytest.fixture
def askim(county):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    return adopt_shipped(owner=county.owner, key="askim", valid_from=AT.date(), by="regler", at=AT)


def night(county):
    return Night(county.owner, OCTOBER_14, "natta")


@pytest.mark.usefixtures("askim")
def test_every_step_is_done_in_order_and_noted(county):
    steps = run_night(night(county))
    assert [step.step for step in steps] == ["imports", "deliveries", "flags"]
    assert all(step.done_at for step in steps)
    assert NightStep.objects.get(step="flags").message == "1 reist, 0 senket, 0 ukjent."
    assert AuditEvent.objects.filter(action="night_finished").count() == 1


@pytest.mark.usefixtures("askim")
def test_a_night_run_again_changes_nothing(county):
    run_night(night(county))
    run_night(night(county))
    assert FlagEvent.objects.count() == 1
    assert NightStep.objects.get(step="flags").message == "0 reist, 0 senket, 0 ukjent."


@pytest.mark.usefixtures("askim")
def test_a_night_that_stopped_goes_on_from_the_step_it_stopped_in(county, monkeypatch):
    tries = []

    def broken(_night):
        tries.append("flags")
        raise OSError("disken er full")

    whole = daily.STEPS
    monkeypatch.setattr(daily, "STEPS", (*whole[:2], daily.Step("flags", "Oppdaterer flagg", broken)))
    steps = run_night(night(county))
    assert [bool(step.done_at) for step in steps] == [True, True, False]
    assert "Stanset" in steps[2].message
    counted = (daily.Step("imports", "x", tries.append), whole[1], whole[2])
    monkeypatch.setattr(daily, "STEPS", counted)
    assert all(step.done_at for step in run_night(night(county)))
    assert tries == ["flags"]
    assert FlagEvent.objects.count() == 1


def test_a_package_in_the_drop_folder_of_a_declared_flow_is_imported_and_taken_away(db, tmp_path):
    owner = an_owner()
    folder = drop_folder(owner, "csv")
    folder.mkdir(parents=True)
    package = write(a_county(), tmp_path / "pakke")
    package.rename(folder / "pakke")
    fresh = folder / "underveis.part"
    fresh.write_text("x")
    an_hour_ago = time.time() - 3600
    for file in [*(folder / "pakke").rglob("*"), folder / "pakke", fresh]:
        os.utime(file, (an_hour_ago, an_hour_ago))
    run_night(Night(owner, OCTOBER_14, "natta"))
    assert not Import.objects.exists()
    Flow.objects.create(owner=owner, kind="csv", declared_by=a_user("admin"), declared_at=AT, reason="Hver natt")
    run_night(Night(owner, OCTOBER_14, "natta"))
    assert Import.objects.get().state == "committed"
    assert [file.name for file in folder.iterdir()] == ["underveis.part"]
    shutil.rmtree(folder)


@pytest.mark.usefixtures("askim")
def test_the_commands_do_the_same_and_list_what_stands(county):
    call_command("daily", "--as-of", "2025-10-14", stdout=io.StringIO())
    out = io.StringIO()
    call_command("flags", "list", "--as-of", "2025-10-14", "--format", "json", stdout=out)
    listed = json.loads(out.getvalue())
    assert [(flag["pupil"], flag["rule"], flag["state"]) for flag in listed] == [
        (county.pupil("a1").source_id, "dager-eller-timer", "raised")
    ]
    assert listed[0]["reason"] == "3 dager siden 17. september"
    out = io.StringIO()
    call_command("flags", "update", "--as-of", "2025-10-15", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "owner": "fylket", "as_of": "2025-10-15", "raised": 0, "cleared": 0, "unknown": 0,
    }  # fmt: skip


@pytest.mark.usefixtures("askim")
def test_a_day_that_is_past_is_told_in_words_and_fails(county):
    county.update()
    with pytest.raises(SystemExit):
        call_command("daily", "--as-of", "2025-10-01", stdout=io.StringIO())
    noted = NightStep.objects.get(as_of=dt.date(2025, 10, 1), step="flags")
    assert "skrives ikke om" in noted.message
    assert noted.done_at is None
