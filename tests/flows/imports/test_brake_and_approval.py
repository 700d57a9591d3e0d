"""Nothing is committed without a yes; the brake asks why; what was approved is what is committed."""

import pytest

from tests.builders import AT, a_user
from tests.packages import a_county, run, write
from tettpaa.identify.imports import actions, running
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.schools.people.models import Enrolment, GuardianLink, Membership, Person
from tettpaa.trust.audit.models import AuditEvent

MANY = 120


@pytest.fixture
def county():
    return a_county(pupils=MANY)


def without(county, table, **wanted):
    """The county without the rows of a table that match, up to a number of them."""
    most = wanted.pop("most")
    kept, gone = [], 0
    for row in county[table]:
        if gone < most and all(str(row.get(column, "")).startswith(value) for column, value in wanted.items()):
            gone += 1
        else:
            kept.append(row)
    assert gone == most
    return county | {table: kept}


def resumed(held, **wish):
    return running.resume(held, wish=Wish("test", **wish), report_for=lambda _held: lambda *_: None)


@pytest.mark.parametrize(
    ("table", "match", "most"),
    [
        ("memberships", {"group_id": "S1", "role": "pupil"}, 13),  # 13 of 241
        ("guardian_links", {"pupil_id": "S1"}, 11),
        ("enrolments", {"pupil_id": "S1"}, 11),
    ],
)
def test_a_school_that_loses_many_is_held(owner, county, held, tmp_path, table, match, most):
    less = without(county, table, most=most, **match)
    if table == "enrolments":
        gone = {row["pupil_id"] for row in county["enrolments"]} - {row["pupil_id"] for row in less["enrolments"]}
        for name in ("absences", "absence_sums", "grades", "conduct", "notices", "admissions"):
            less[name] = [row for row in county[name] if row["pupil_id"] not in gone]
    found = run(write(less, tmp_path / "less"), owner)
    assert found.state == "held"
    assert [(hold["school"], hold["gone"]) for hold in found.brake] == [("Skole S1", most)]
    assert Enrolment.objects.count() == 2 * MANY
    assert GuardianLink.objects.count() == 2 * MANY


def test_a_few_may_leave(owner, county, held, tmp_path):
    less = without(county, "memberships", most=10, group_id="S1", role="pupil")
    found = run(write(less, tmp_path / "less"), owner)
    assert (found.state, found.brake) == ("committed", [])
    assert Membership.objects.filter(role="pupil").count() == 4 * MANY - 10


def test_many_new_ones_are_not_held(owner, county, tmp_path):
    run(write(a_county(pupils=20), tmp_path / "first"), owner)
    assert run(write(county, tmp_path / "more"), owner).state == "committed"


def test_the_brake_lets_go_when_somebody_says_why(owner, county, held, tmp_path):
    less = write(without(county, "guardian_links", most=30, pupil_id="S2"), tmp_path / "less")
    assert run(less, owner).state == "held"
    found = run(less, owner, reason="Skolen rettet koblinger fra i fjor")
    assert found.state == "committed"
    assert found.approval_reason == "Skolen rettet koblinger fra i fjor"
    assert GuardianLink.objects.count() == 2 * MANY - 30
    actions_logged = list(AuditEvent.objects.filter(object_id=found.pk).order_by("pk").values_list("action", flat=True))
    assert actions_logged == [
        "import_received", "import_staged", "import_checked", "import_held", "import_approved", "import_committing",
        "import_committed",
    ]  # fmt: skip


def test_a_declared_flow_passes_without_a_person_and_the_brake_holds_it(owner, county, held, tmp_path):
    administrator = a_user("admin")
    actions.declare_flow(owner=owner, kind="csv", reason="Prøvd i tre uker", by=administrator, at=AT)
    county["people"][5]["family_name"] = "Nytt"
    found = run(write(county, tmp_path / "one"), owner, approve=False)
    assert (found.state, found.is_unattended) == ("committed", True)
    less = without(county, "guardian_links", most=30, pupil_id="S2")
    assert run(write(less, tmp_path / "less"), owner, approve=False).state == "held"


def test_when_the_held_world_has_changed_it_is_compared_again(owner, county, held, tmp_path):
    county["people"][5]["family_name"] = "Nytt"
    waiting = run(write(county, tmp_path / "waiting"), owner, approve=False)
    assert waiting.counts["people"]["changed"] == 1
    other = [dict(row) for row in county["people"]]
    other[7]["family_name"] = "Annet"
    assert run(write(county | {"people": other}, tmp_path / "other"), owner).state == "committed"
    actions.approve(waiting, reason="", by="administrator", at=AT)
    assert resumed(waiting).state == "committed"
    # Both: the name it knew of, and back to what it says of the other.
    assert waiting.counts["people"]["changed"] == 1
    assert not Person.objects.filter(family_name="Annet").exists()


def test_an_approval_does_not_cover_what_the_brake_finds_since(owner, county, tmp_path):
    empty = write({"schools": county["schools"]}, tmp_path / "empty")
    (empty / "people.csv").write_text("person_id;given_name;family_name\n")
    (empty / "enrolments.csv").write_text("pupil_id;school_id;valid_from\n")
    (empty / "guardian_links.csv").write_text("pupil_id;guardian_id;has_parental_responsibility\n")
    waiting = run(empty, owner, approve=False)
    assert (waiting.state, waiting.brake) == ("compared", [])
    assert run(write(county, tmp_path / "full"), owner).state == "committed"
    actions.approve(waiting, reason="", by="administrator", at=AT)
    found = resumed(waiting)
    assert found.state == "held"
    assert {hold["table"] for hold in found.brake} == {"pupils", "guardian_links"}
    assert Enrolment.objects.count() == 2 * MANY


def test_a_cancelled_import_is_never_committed(owner, county, tmp_path):
    waiting = run(write(county, tmp_path / "first"), owner, approve=False)
    actions.cancel(waiting, by="administrator", at=AT)
    with pytest.raises(actions.NotNow):
        actions.approve(waiting, reason="", by="administrator", at=AT)
    assert not Person.objects.exists()
    assert Import.objects.get().state == "cancelled"
