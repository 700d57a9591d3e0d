"""Two imports of one owner: the second waits for the first, or is refused in words; both are whole."""

import json
import os
import subprocess
import sys

import pytest

from tests.homes import make_home
from tests.packages import a_county, run, write
from tettpaa.identify.imports.locks import Busy, only_import_of
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.running import import_package


def test_the_second_is_refused_in_words_when_the_first_does_not_end(owner, tmp_path):
    folder = write(a_county(pupils=1), tmp_path / "pakke")
    with only_import_of(owner.pk, owner.slug, patience=0), pytest.raises(Busy):
        import_package(
            folder, owner=owner, kind="csv", school_year=2025, wish=Wish("test"), patience=0.3,
            report_for=lambda _held: lambda *_: None,
        )  # fmt: skip
    assert run(folder, owner).state == "committed"


@pytest.mark.before_the_database  # in a home of its own, whose database is SQLite whatever the round
def test_both_are_committed_one_after_the_other(tmp_path):
    environment = {**os.environ, "TETTPAA_HOME": str(tmp_path / "home"), "TETTPAA_DATABASE_URL": ""}
    make_home(tmp_path / "home")
    county = a_county(pupils=10)
    words = [sys.executable, "-m", "tettpaa", "import", "csv"]
    rest = ["--school-year", "2025", "--approve", "--json"]
    first = {name: rows for name, rows in county.items() if name == "schools"}
    subprocess.run(
        [*words, str(write(first, tmp_path / "first")), *rest], env=environment, check=True, capture_output=True
    )
    under_way = []
    for school in ("S1", "S2"):
        part = {name: [row for row in rows if school in str(row)] for name, rows in county.items()}
        folder = write(part, tmp_path / school)
        under_way.append(
            subprocess.Popen(
                [*words, str(folder), *rest], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
    told = [json.loads(child.communicate(timeout=120)[0]) for child in under_way]
    assert [answer["committed"] for answer in told] == [True, True]
    everything = [*words, str(write(county, tmp_path / "all")), *rest]
    again = subprocess.run(everything, env=environment, capture_output=True, check=True)
    counts = json.loads(again.stdout)["counts"]
    assert {name: found["same"] for name, found in counts.items()} == {name: len(rows) for name, rows in county.items()}
