"""What is over goes, in two steps, and a restored backup does not bring it back."""

import datetime as dt
import json
import shutil
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.builders import a_flag, a_group, a_person, a_rule_set, belong, enrol
from tests.cast import TODAY
from tests.records import an_absence, put
from tettpaa.assess.talks.models import Contact
from tettpaa.config.keeping import all_classes
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.records.reading import connect, records, version_in_force
from tettpaa.identify.records.store import table_path
from tettpaa.kit.clock import OSLO
from tettpaa.kit.failpoints import Injected
from tettpaa.schools.people.models import Enrolment, Membership, Person
from tettpaa.trust.audit.chain.verify import verify
from tettpaa.trust.audit.models import AuditEvent, Tombstone
from tettpaa.trust.retention import ledger
from tettpaa.trust.retention.actions import approve_run, plan_retention, reject_run, set_period
from tettpaa.trust.retention.carrying_out import carry_out, replay
from tettpaa.trust.retention.models import Run
from tettpaa.trust.retention.rules import Period

NOW = dt.datetime.combine(TODAY, dt.time(12), OSLO)
LONG_AGO = dt.date(2018, 9, 3)


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.TETTPAA_REMOVED = tmp_path / "elsewhere" / "removed.jsonl"


@pytest.fixture
def long_gone(cast):
    """A pupil of 2018–19, spoken with and flagged then, whose absence is held; and one of today, the same."""
    group = a_group(cast.school, "1STX", school_year=2018)
    gone = cast.pupils["gone"] = a_person(cast.owner, "Elev", "Borte", email="borte@example.org")
    enrol(gone, cast.school, since=LONG_AGO, school_year=2018)
    belong(gone, group, since=LONG_AGO, until=dt.date(2019, 6, 20))
    for pupil, on, year in ((gone, LONG_AGO, 2018), (cast.pupils["a1"], dt.date(2025, 9, 8), 2025)):
        Contact.objects.create(
            pupil=pupil, on=on, channel="phone", was_reached=True, line="sov dårlig", recorded_by="contact_a",
            recorded_at=dt.datetime.combine(on, dt.time(12), OSLO),
        )  # fmt: skip
        put(cast.school, "absences", [an_absence(pupil, cast.norwegian_a, on)], school_year=year)
    return cast


def planned(cast) -> Run:
    return plan_retention(owner=cast.owner, classes=all_classes(), as_of=TODAY, by="operator", at=NOW)


def approved(cast) -> Run:
    run = planned(cast)
    approve_run(run=run, by="officer", at=NOW)
    return run


def carried(run: Run, archive: Path | None) -> Run:
    return carry_out(run=run, classes=all_classes(), archive=archive, by="operator", at=NOW)


def absent(cast) -> set[int]:
    with connect() as con:
        return {row[0] for row in records(con, cast.owner, "absences").project("pupil").fetchall()}


def files_of(year: int) -> list[Path]:
    return list(table_path("fylket", "absences").glob(f"school_year={year}/*/*.parquet"))


def test_a_dry_run_tells_tables_and_schools_and_no_names_and_takes_nothing(long_gone):
    out = StringIO()
    call_command("retention", "plan", stdout=out)
    run = Run.objects.get()
    counts = {part.name: part.planned for part in run.parts.all() if part.planned}
    assert counts == {"talks.Contact": 1, "people": 1, "absences": 1, "groups": 1}
    assert "talks.Contact\t1\t(Skole A: 1)" in out.getvalue()
    assert not any(word in out.getvalue() for word in ("Borte", "Elev", "sov", str(long_gone.pupils["gone"].pk)))
    assert Contact.objects.count() == 2
    assert len(absent(long_gone)) == 2
    assert AuditEvent.objects.get(action="removal_planned").details["rows"] == counts


def test_whoever_planned_it_never_approves_and_nothing_goes_before_another_has(long_gone):
    run = planned(long_gone)
    with pytest.raises(ValidationError, match="En annen"):
        approve_run(run=run, by="operator", at=NOW)
    with pytest.raises(ValidationError, match="ikke godkjent"):
        carried(run, None)
    reject_run(run=run, by="officer", at=NOW)
    with pytest.raises(ValidationError, match="avvist"):
        approve_run(run=run, by="officer", at=NOW)
    call_command("retention", "plan", stdout=StringIO())
    with pytest.raises(CommandError, match="En annen"):
        call_command("retention", "approve", Run.objects.latest("pk").pk)
    assert Contact.objects.count() == 2


def test_what_is_over_goes_the_archive_first_and_the_rest_stays(long_gone, tmp_path):
    gone, today = long_gone.pupils["gone"], long_gone.pupils["a1"]
    before = version_in_force(long_gone.owner, "absences")
    assert len(files_of(2018)) == len(files_of(2025)) == 1
    run = carried(approved(long_gone), None)
    assert version_in_force(long_gone.owner, "absences") > before
    assert (files_of(2018), len(files_of(2025))) == ([], 1)  # old versions' files too, and only theirs
    held = {part.name: part.held for part in run.parts.all() if part.held}
    assert (run.state, held) == ("begun", {"talks.Contact": "no_archive"})
    assert Person.objects.filter(pk=gone.pk).exists()  # the contact still says whom it is about
    assert carried(run, tmp_path).state == "done"
    told = json.loads((tmp_path / f"run-{run.pk}" / "talks.Contact.jsonl").read_text("utf-8"))
    assert (told["line"], told["pupil__family_name"]) == ("sov dårlig", "Borte")
    assert list(Contact.objects.values_list("pupil_id", flat=True)) == [today.pk]
    assert absent(long_gone) == {today.pk}
    # Nothing leans on the person any more: the next run takes it, with its ties.
    assert carried(approved(long_gone), None).state == "done"
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert not Enrolment.objects.filter(pupil_id=gone.pk).exists()
    assert Person.objects.filter(pk=today.pk).exists()
    assert planned(long_gone).parts.filter(planned__gt=0).count() == 0


def test_a_restored_backup_does_not_bring_back_what_went(long_gone, tmp_path):
    """Everything is set back to before the run, as a backup would; the ledger, kept elsewhere, is not."""
    gone = long_gone.pupils["gone"]
    old = list(Contact.objects.filter(pupil=gone).values())
    backed_up = version_in_force(long_gone.owner, "absences")
    records_before = tmp_path / "backup"
    shutil.copytree(table_path("fylket", "absences"), records_before)
    carried(approved(long_gone), tmp_path)
    assert not Person.objects.filter(pk=gone.pk).exists()

    gone.save(force_insert=True)
    enrol(gone, long_gone.school, since=LONG_AGO, school_year=2018)
    belong(gone, a_group(long_gone.school, "1STX igjen", school_year=2018), since=LONG_AGO)
    Contact.objects.bulk_create(Contact(**row) for row in old)
    # Written after the backup with the number that was removed: another row, which stays.
    later = Contact.objects.create(
        pupil=long_gone.pupils["a2"], on=TODAY, channel="phone", was_reached=True, recorded_at=NOW, recorded_by="x"
    )
    shutil.rmtree(table_path("fylket", "absences"))
    shutil.copytree(records_before, table_path("fylket", "absences"))
    long_gone.owner.table_versions.filter(table="absences").update(version=backed_up)
    assert gone.pk in absent(long_gone)

    counts = replay(classes=all_classes(), by="operator", at=NOW)
    assert counts["talks.Contact"] == counts["people"] == counts["absences"] == 1
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert not Enrolment.objects.filter(pupil_id=gone.pk).exists() and not Membership.objects.filter(person_id=gone.pk)
    assert absent(long_gone) == {long_gone.pupils["a1"].pk}
    assert Contact.objects.filter(pk=later.pk).exists()
    assert sum(replay(classes=all_classes(), by="operator", at=NOW).values()) == 0
    text = ledger._path().read_text()
    assert not any(word in text for word in ("Borte", "sov", str(gone.pk), gone.source_id))


def test_stopped_anywhere_it_goes_on_to_the_same_end(long_gone, tmp_path, monkeypatch):
    run = approved(long_gone)
    for point in ("retention.buried", "retention.removed", "records.removed"):
        monkeypatch.setenv("TETTPAA_FAILPOINT", f"{point}=raise")
        monkeypatch.setattr("tettpaa.kit.failpoints._passed", Counter())
        with pytest.raises(Injected):
            carried(run, tmp_path)
        monkeypatch.delenv("TETTPAA_FAILPOINT")
        run.refresh_from_db()
        assert run.state == "begun"
    assert carried(run, tmp_path).state == "done"
    assert not Person.objects.filter(pk=long_gone.pupils["gone"].pk).exists()
    assert absent(long_gone) == {long_gone.pupils["a1"].pk}
    assert Contact.objects.count() == 1


def test_flags_that_led_nowhere_go_after_a_year_and_those_spoken_of_stay(cast):
    version = a_rule_set(cast.owner)
    last_year = dt.date(2024, 3, 4)
    for pupil in ("a1", "a2"):
        for kind, on in (("raised", last_year), ("cleared", last_year + dt.timedelta(days=14))):
            FlagEvent.objects.create(
                pupil=cast.pupils[pupil], school=cast.school, school_year=2023, rule_set=version.rule_set,
                version=version, rule="3-dager", kind=kind, on=on,
            )  # fmt: skip
    a_flag(cast.pupils["a1"], cast.school, TODAY)
    Contact.objects.create(
        pupil=cast.pupils["a2"], on=last_year + dt.timedelta(days=2), channel="phone", was_reached=False,
        recorded_at=NOW, recorded_by="contact_a",
    )  # fmt: skip
    carried(approved(cast), None)
    assert set(FlagEvent.objects.values_list("pupil_id", flat=True)) == {cast.pupils["a2"].pk}
    assert Flag.objects.count() == 1


def test_more_than_was_approved_is_not_removed(long_gone, tmp_path):
    run = approved(long_gone)
    Contact.objects.create(
        pupil=long_gone.pupils["gone"], on=LONG_AGO, channel="phone", was_reached=True, recorded_at=NOW, recorded_by="x"
    )
    run = carried(run, tmp_path)
    assert run.parts.get(name="talks.Contact").held == "changed"
    assert Contact.objects.count() == 3


def test_an_owner_sets_its_own_period_with_a_source_and_within_what_the_rule_lets(long_gone):
    given = {"owner": long_gone.owner, "happens": "delete", "source": "Arkivplanen pkt. 4.2", "by": "x", "at": NOW}
    set_period(rule="records_five_years", period=Period(years=10), **given)
    assert planned(long_gone).parts.get(name="absences").planned == 0
    set_period(rule="records_five_years", period=Period(years=3), **given)
    assert planned(long_gone).parts.get(name="absences").planned == 1
    for rule, period in (
        ("log_five_years", Period(days=30)),
        ("lasting", Period(years=1)),
        ("one_day", Period(years=1)),
    ):
        with pytest.raises(ValidationError):
            set_period(rule=rule, period=period, **given)
    with pytest.raises(ValidationError, match="planen"):
        set_period(rule="one_year", period=Period(years=2), **given | {"source": " "})


def test_a_ledger_that_was_changed_is_found_and_a_torn_line_is_taken_off(own_ledger):
    for name in ("people", "talks.Contact"):
        ledger.bury(name, [ledger.tombstone(name, 1)], run=1, at="2025-10-14")
    path = ledger._path()
    with path.open("ab") as file:
        file.write(b'{"name": "people", "ro')
    assert [line.name for line in ledger.lines()] == ["people", "talks.Contact"]
    ledger.bury("flags.Flag", [], run=2, at="2025-10-14")
    assert [line.run for line in ledger.lines()] == [1, 1, 2]
    path.write_text("".join(path.read_text().splitlines(keepends=True)[1:]))
    with pytest.raises(ledger.LedgerBroken):
        list(ledger.lines())


def test_the_log_goes_by_its_own_way(cast):
    planned(cast)
    later = dt.datetime(2031, 10, 15, 12, tzinfo=OSLO)
    run = plan_retention(owner=cast.owner, classes=all_classes(), as_of=later.date(), by="operator", at=later)
    assert run.parts.get(name="audit").planned == 1
    approve_run(run=run, by="officer", at=later)
    carry_out(run=run, classes=all_classes(), archive=None, by="operator", at=later)
    assert not AuditEvent.objects.filter(at__lt=later).exists()
    assert Tombstone.objects.get().reason.startswith("Fem år")
    assert verify()[1] == []
