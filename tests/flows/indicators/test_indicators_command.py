"""`tettpaa indicators`: both engines read the same stores and say the same, and unknown is told as unknown."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.flows.indicators.test_loading import county  # noqa: F401 - the fixture

AS_OF = "--as-of=2025-10-14"


def said(capsys, *words: str) -> str:
    capsys.readouterr()
    call_command("indicators", AS_OF, *words)
    return capsys.readouterr().out


def test_both_engines_say_the_same_of_everybody(capsys, county: Cast) -> None:  # noqa: F811
    fold, reference = (
        json.loads(said(capsys, f"--engine={engine}", "--format=json")) for engine in ("numba", "reference")
    )
    assert fold == reference
    assert {line["pupil"] for line in fold} == {pupil.source_id for pupil in county.pupils.values()}


def test_one_pupil_by_the_sources_id(capsys, county: Cast) -> None:  # noqa: F811
    pupil = county.pupils["a1"].source_id
    lines = json.loads(said(capsys, f"--pupil={pupil}", "--format=json"))
    found = {line["indicator"]: line["value"] for line in lines if line["window"] in (None, {"since": "school_year"})}
    assert {line["pupil"] for line in lines} == {pupil}
    assert (found["absence_days"], found["single_hours"], found["iv_count"]) == (2, 0.75, 0)


def test_what_is_unknown_is_told_so(capsys, county: Cast) -> None:  # noqa: F811
    elsewhere = county.pupils["elsewhere"].source_id
    assert "ukjent" in said(capsys, f"--pupil={elsewhere}")
    rows = said(capsys, f"--pupil={elsewhere}", "--format=csv").splitlines()
    assert f"{elsewhere},2025-10-14,absence_days,,,,,days" in [row.rstrip() for row in rows]


def test_a_pupil_nobody_knows_is_told_and_nothing_else(county: Cast) -> None:  # noqa: F811
    with pytest.raises(CommandError, match="elev"):
        call_command("indicators", AS_OF, "--pupil=finnes-ikke")
