"""`tettpaa yardstick`: fitted on earlier school years, tested on the last, and nothing kept but curves."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.builders import AT
from tests.past_years import past_years
from tettpaa.look_back.replay.models import Yardstick
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.protection.models import AddressProtection


def test_curves_of_the_last_year_are_kept_and_logged(cast, capsys):
    past_years(cast, group=120)
    call_command("yardstick")
    kept = Yardstick.objects.get()
    assert (kept.fitted_on, kept.tested_on, str(kept.as_of)) == ([2023], 2024, "2024-11-01")
    # Those of unknown outcome are not asked about; by 1 November nobody had left.
    assert (kept.pupils, kept.with_outcome) == (100, 60)
    assert set(kept.curves) == {"logistic", "boosted"}
    # Six days away always led to a break; after three days or none it went badly for half. So a third of the pairs are
    # told apart for sure, and the others by chance: 1/3 + 2/3 · 1/2.
    for curve in kept.curves.values():
        auc, low, high = curve["auc"]
        assert auc == pytest.approx(2 / 3, abs=0.02)
        assert 0.5 < low < auc < high
        assert curve["points"][-1][0] == 1
    assert AuditEvent.objects.filter(action="yardstick_made").count() == 1
    assert "logistic: AUC" in capsys.readouterr().out


def test_no_pupil_can_be_found_in_what_is_kept(cast):
    pupils = past_years(cast, group=120)
    call_command("yardstick")
    told = json.dumps(Yardstick.objects.values().get(), default=str)
    assert not [pupil for pupil in pupils.values() if str(pupil.key) in told or pupil.source_id in told]


def test_pupils_with_the_strictest_protection_are_in_no_curve(cast):
    pupils = past_years(cast, group=120)
    for pupil in (pupils[2024, 0], pupils[2024, 1]):
        AddressProtection.objects.create(person=pupil, grade="strict", source="x", raised_by="x", raised_at=AT)
    call_command("yardstick")
    whole = Yardstick.objects.get().pupils
    AddressProtection.objects.all().delete()
    call_command("yardstick")
    assert whole == Yardstick.objects.latest("pk").pupils - 2


@pytest.mark.parametrize(("years", "group"), [((2024,), 120), ((2023, 2024), 12)])
def test_too_little_is_refused(cast, years, group):
    past_years(cast, years=years, group=group)
    with pytest.raises(CommandError, match="For lite å måle på"):
        call_command("yardstick")
    assert not Yardstick.objects.exists()
