"""`tettpaa import` from the command line: one object with --json, words without, and an exit code to trust."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.builders import an_owner
from tests.packages import a_county, write
from tettpaa.identify.imports.models import Import
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.places.models import Owner

FAULT_KEYS = {"code", "file", "row", "column", "message", "fix", "message_en", "fix_en"}


@pytest.fixture
def package(tmp_path):
    return write(a_county(pupils=2), tmp_path / "pakke")


def told(capsys, *words, **options) -> tuple[dict, int]:
    """(the object, the exit code) of an import with --json."""
    code = 0
    try:
        call_command("import", *map(str, words), json=True, **options)
    except SystemExit as ended:
        code = ended.code
    return json.loads(capsys.readouterr().out), code


def test_an_approved_import_is_committed(db, package, capsys):
    answer, code = told(capsys, "csv", package, school_year=2025, approve=True)
    assert code == 0
    assert (answer["accepted"], answer["committed"], answer["problems"]) == (True, True, [])
    assert answer["counts"]["people"] == {"new": 10, "changed": 0, "same": 0, "gone": 0}
    assert set(answer["counts"]["people"]) == {"new", "changed", "same", "gone"}


def test_without_approval_it_waits_and_is_taken_up_when_approved(db, package, capsys):
    answer, code = told(capsys, "csv", package, school_year=2025)
    assert (answer["accepted"], answer["committed"], answer["state"], code) == (True, False, "compared", 0)
    answer, code = told(capsys, "csv", package, school_year=2025, approve=True)
    assert (answer["committed"], code) == (True, 0)
    assert Import.objects.count() == 1


def test_a_faulty_package_is_refused(db, package, capsys):
    with (package / "grades.csv").open("a") as opened:
        opened.write("S1-P1;NOR1267;vår;4\n")
    answer, code = told(capsys, "csv", package, school_year=2025, approve=True)
    assert (answer["accepted"], answer["committed"], code) == (False, False, 2)
    fault = answer["problems"][0]
    assert set(fault) == FAULT_KEYS
    assert (fault["code"], fault["file"], fault["row"], fault["column"]) == (
        "value.not_allowed",
        "grades.csv",
        6,
        "term",
    )


def test_warnings_have_the_same_shape(db, package, capsys):
    answer, _ = told(capsys, "csv", package, school_year=2025, approve=True)
    answer, _ = told(capsys, "csv", package, school_year=2025, approve=True)
    assert [set(warning) for warning in answer["warnings"]] == [FAULT_KEYS]
    assert answer["warnings"][0]["code"] == "package.seen_before"


def test_what_does_not_exist_is_told(db, tmp_path, capsys):
    answer, code = told(capsys, "csv", tmp_path / "finnes-ikke.zip", school_year=2025)
    assert (answer["problems"][0]["code"], code) == ("package.not_found", 2)
    assert not Import.objects.exists()


def test_the_first_import_makes_the_owner_with_codes(db, package, capsys):
    told(capsys, "csv", package, school_year=2025, owner="Ås kommune")
    owner = Owner.objects.get()
    assert (owner.slug, owner.name) == ("as-kommune", "Ås kommune")
    assert set(AbsenceCode.objects.values_list("code", flat=True)) >= {"X", "M", "D", "!", "R", "§"}


def test_a_misspelled_owner_is_told_and_none_is_made(db, package, capsys):
    an_owner("ostfold")
    an_owner("vestfold")
    for wanted in ("østfol", ""):
        answer, code = told(capsys, "csv", package, school_year=2025, owner=wanted)
        assert (answer["problems"][0]["code"], code) == ("owner.unknown", 2)
        assert "ostfold, vestfold" in answer["problems"][0]["fix"]
    assert Owner.objects.count() == 2


def test_the_brake_wants_a_reason(db, tmp_path, capsys):
    county = a_county()
    told(capsys, "csv", write(county, tmp_path / "first"), school_year=2025, approve=True)
    for row in county["people"]:
        row["family_name"] = "Ny"
    second = write(county, tmp_path / "second")
    answer, code = told(capsys, "csv", second, school_year=2025, approve=True)
    assert (answer["accepted"], answer["committed"], answer["state"], code) == (True, False, "held", 2)
    assert {hold["table"] for hold in answer["brake"]} == {"pupils"}
    answer, code = told(capsys, "csv", second, school_year=2025, approve=True, reason="Nye navn fra Folkeregisteret")
    assert (answer["committed"], code) == (True, 0)
    assert Import.objects.latest("received_at").approval_reason == "Nye navn fra Folkeregisteret"


@pytest.mark.parametrize(
    ("language", "words"), [("nb", ("Avvist", "Gjør slik", "rad 6")), ("en", ("Do this", "row 6"))]
)
def test_people_are_told_in_words(db, package, capsys, language, words):
    with (package / "grades.csv").open("a") as opened:
        opened.write("S1-P1;NOR1267;vår;4\n")
    with pytest.raises(SystemExit):
        call_command("import", "csv", str(package), school_year=2025, lang=language)
    said = capsys.readouterr().out
    assert all(word in said for word in words)


def test_words_are_missing_is_a_usage_fault(db):
    with pytest.raises(CommandError) as fault:
        call_command("import", "csv")
    assert fault.value.returncode == 2


@pytest.mark.before_the_database  # in a home of its own, whose database is SQLite whatever the round
def test_an_empty_home_is_ready_for_the_first_import(package, tmp_path):
    environment = {**os.environ, "TETTPAA_HOME": str(tmp_path / "home"), "TETTPAA_DATABASE_URL": ""}
    words = [
        sys.executable,
        "-m",
        "tettpaa",
        "import",
        "csv",
        str(package),
        "--school-year",
        "2025",
        "--approve",
        "--json",
    ]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["committed"]
    assert done.stderr == ""
    assert (Path(environment["TETTPAA_HOME"]) / "records" / "skoleeier" / "absences").is_dir()
