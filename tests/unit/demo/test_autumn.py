"""What the demo's files say that people do: of people who exist, on school days, naming nobody in what they write."""

import datetime as dt
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.environment import ROOT
from tettpaa.demo.county import autumn
from tettpaa.demo.county.autumn.classes import talks_with
from tettpaa.demo.county.autumn.measures import measured
from tettpaa.demo.county.autumn.play import FILES, PLAYS, Autumn, NeverPlayed
from tettpaa.demo.county.autumn.stage import act_of
from tettpaa.demo.county.cast import cast
from tettpaa.demo.volume.calendar import school_days
from tettpaa.look_back.effects.windows import SchoolDay, compare

TOLD = {name: tomllib.loads((Path(autumn.__file__).parent / f"{name}.toml").read_text("utf-8")) for name in FILES}
ACTS = [act for told in TOLD.values() for story in told["story"] for act in story["acts"]]
MEASURES = tomllib.loads((Path(autumn.__file__).parent / "measures.toml").read_text("utf-8"))["measure"]


@pytest.fixture(scope="module")
def days() -> list[dt.date]:
    county = cast().county
    return [day for day in school_days(2025, county.autumn, county.winter) if day <= cast().today]


def test_every_act_is_one_that_can_be_played_and_by_one_of_the_cast():
    assert {act["do"] for act in ACTS} <= set(PLAYS)
    assert {act["by"] for act in ACTS} <= {staff.username for staff in cast().staff} | {"tettpaa demo"}


def test_every_way_to_act_is_used():
    of_stories = {"ask", "answer"}
    assert set(PLAYS) - {act["do"] for act in ACTS} - of_stories == set()


def test_nothing_happens_today_or_on_a_day_without_school(days):
    assert max(act["on"] for act in ACTS) < cast().today
    assert Autumn(cast(), days).of_day
    with pytest.raises(NeverPlayed):
        Autumn(cast(), [day for day in days if day != dt.date(2025, 10, 10)])


def test_a_day_is_played_by_the_clock(days):
    for acts in Autumn(cast(), days).of_day.values():
        assert [act.at for act in acts] == sorted(act.at for act in acts)


def test_nobody_is_named_in_what_people_write():
    """The words about a pupil name no pupil and nobody of the cast; a place is no name."""
    names = {part for staff in cast().staff for part in (*staff.given_name.split(), staff.family_name)}
    names |= {part for story in cast().stories for part in story["name"][:2]}
    written = re.findall(r"[\wÀ-ž]+", " ".join(_texts([ACTS, MEASURES, cast().history["measure"]])))
    assert not names & set(written)


def test_talks_with_a_class_come_in_the_order_of_the_list_some_each_day(days):
    told = {"school": "FJV", "name": "1STA", "by": "ingrid", "kind": "start", "first": days[1], "a_day": 2,
            "missing": [2], "lines": ["a", "b", "c"]}  # fmt: skip
    acts = list(talks_with(cast(), told, days))
    assert [(act.number, act.on, act.words["answers"]["own_words"]) for act in acts] == [
        (1, days[1], "a"), (3, days[1], "b"), (4, days[2], "c"),
    ]  # fmt: skip
    assert acts[0].at < acts[1].at


def test_one_kind_of_measure_shows_a_leader_each_answer(days):
    """Before and after, too little and, in a story, too early: by the days at the pupils' school before and since."""
    begun = {row["pupil"]: row["begins"] for row in MEASURES} | {
        story["pupil"]: act["starts_on"] for story in TOLD["fjordvik"]["story"] for act in story["acts"]
        if act["do"] == "measure" and act["kind"] == "morning_meeting"
    }  # fmt: skip
    school = [SchoolDay(day, True, False, 0) for day in days]
    ends = {row["pupil"]: row.get("ends") for row in MEASURES}
    found = Counter(compare(school, on, ends.get(pupil)).verdict for pupil, on in begun.items())
    assert found == {"told": 5, "too_little": 1, "too_early": 1}


def test_what_a_row_tells_of_a_measure_is_a_case_with_it_and_its_end():
    over = next(row for row in MEASURES if "ends" in row)
    assert [act.do for act in measured(over)] == ["open_case", "no_plan", "measure", "measure_over", "close_case"]
    going = next(row for row in MEASURES if "ends" not in row)
    assert [act.do for act in measured(going)] == ["open_case", "no_plan", "measure"]
    assert all(act.number == going["pupil"] for act in measured(going))


def test_an_act_without_a_time_of_day_is_at_noon():
    assert act_of({"do": "look", "on": dt.date(2025, 9, 1), "by": "ingrid"}, 5).at.hour == 12


def _texts(found: object) -> list[str]:
    if isinstance(found, dict):
        return [text for key, value in found.items() if key not in ("by", "user", "to", "guardian", "guardians", "staff",
                "others", "members", "present", "cleared", "responsible") for text in _texts(value)]  # fmt: skip
    if isinstance(found, list):
        return [text for value in found for text in _texts(value)]
    return [found] if isinstance(found, str) else []


def test_the_readme_names_everybody_one_can_be():
    readme = (ROOT / "README.md").read_text("utf-8")
    table = set(re.findall(r"`([a-z]+)`", readme.partition("| Where | Who")[2].partition("\n\n")[0]))
    assert table == {staff.username for staff in cast().staff if not staff.left}
