"""Six generated cohorts through the real import: what is counted is what the generator meant."""

from collections import Counter, defaultdict

import pytest

from tests.builders import an_owner
from tests.cast import TODAY
from tests.packages import run, write
from tettpaa.demo.volume.cohorts import Earlier, earlier_pupils
from tettpaa.demo.volume.facts import counties
from tettpaa.demo.volume.plan import plan_county
from tettpaa.identify.imports.queries import faults_of
from tettpaa.look_back.completion.cohorts import cohorts
from tettpaa.look_back.completion.definitions import bands, cohorts_as_published, kind_of
from tettpaa.look_back.completion.queries import pupils_of
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.places.models import Owner

pytestmark = pytest.mark.django_db
DEFINITION = cohorts_as_published(TODAY.year)


@pytest.fixture
def generated(tmp_path) -> tuple[Owner, list[Earlier]]:
    plan = plan_county(counties()["31"], pupils=60, school_year=2025, seed=7)
    pupils = list(earlier_pupils(plan))
    tables = {
        "schools": [{"school_id": school.key, "name": school.name} for school in plan.schools],
        "people": [
            {"person_id": one.id, "given_name": "Elev", "family_name": str(one.number), "sex": one.person.sex}
            for one in pupils
        ],
        **{
            name: [_named(name, row) for one in pupils for row in getattr(one, name)()]
            for name in ("pupil_years", "apprenticeships", "completions")
        },
    }
    owner = an_owner("kull")
    found = run(write(tables, tmp_path / "package"), owner, reason="prøve")
    assert found.state == "committed", faults_of(found)["problems"][:3]
    return owner, pupils


def _named(table: str, row: tuple) -> dict[str, object]:
    columns = [column.name for column in SOURCE_TABLES[table].columns]
    return {name: value for name, value in zip(columns, row, strict=True) if value is not None}


def test_every_cohort_is_counted_as_it_was_meant(generated):
    owner, pupils = generated
    found = cohorts(pupils_of(owner, frozenset()), DEFINITION, TODAY)
    assert [cohort.year for cohort in found] == list(range(2014, 2020))
    assert all(cohort.is_over for cohort in found)
    meant = Counter((one.cohort, one.life.end) for one in pupils if one.is_counted)
    assert Counter((cohort.year, member.outcome.value) for cohort in found for member in cohort.members) == meant
    assert len({end for _, end in meant}) == 6

    _counted_by_every_property(owner, pupils, found)


def _counted_by_every_property(owner, pupils, found):
    counted = [one for one in pupils if one.is_counted]
    members = [member for cohort in found for member in cohort.members]
    assert Counter((m.cohort, m.sex, m.outcome.value) for m in members) == Counter(
        (one.cohort, one.person.sex, one.life.end) for one in counted
    )
    assert Counter((m.cohort, m.programme, m.kind, m.outcome.value) for m in members) == Counter(
        (one.cohort, one.programme[:2], kind_of(one.programme, one.cohort), one.life.end) for one in counted
    )
    assert Counter((m.band, m.outcome.value) for m in members) == Counter(
        (bands().of(one.points), one.life.end) for one in counted
    )
    by_school = {school.source_id: school.key for school in owner.schools.all()}
    assert Counter((m.school, m.outcome.value) for m in members) == Counter(
        (by_school[one.school.key], one.life.end) for one in counted
    )


def test_the_passages_are_those_of_the_rows(generated):
    """The plainest count of the rows themselves: a year's level, else a contract that day, else what has ended."""
    owner, pupils = generated
    found = cohorts(pupils_of(owner, frozenset()), DEFINITION, TODAY)
    counted: dict[int, Counter] = defaultdict(Counter)
    for one in pupils:
        if one.is_counted:
            counted[one.cohort][tuple(_plain_standing(one, one.cohort + after) for after in range(4))] += 1
    assert counted == {
        cohort.year: Counter(tuple(each.value for each in member.standings) for member in cohort.members)
        for cohort in found
    }


def _plain_standing(one: Earlier, year: int) -> str:
    day = f"{year}-10-01"
    last = [(str(on), step, code) for on, step, code in sorted(one.life.ends) if str(on) < day]
    if any(step in ("Vg3", "trade_exam") and code == "B" for _, step, code in last):
        return "passed"
    if any(str(begins) <= day <= str(ends) for begins, ends, _ in one.life.contracts):
        return "apprentice"
    levels = [level for school_year, level, _ in one.life.years if school_year == year]
    if levels:
        return levels[0]
    if any(step in ("Vg3", "trade_exam") and code in "IM" for _, step, code in last):
        return "tried"
    return "left" if last and last[-1][2] == "S" else "unknown"


def test_the_next_package_without_the_files_takes_nothing_away_and_hidden_pupils_are_in_no_count(generated, tmp_path):
    """The three files are optional."""
    owner, _pupils = generated
    before = pupils_of(owner, frozenset())
    schools = [{"school_id": school.source_id, "name": school.name} for school in owner.schools.all()]
    assert run(write({"schools": schools}, tmp_path / "next"), owner, reason="prøve").state == "committed"
    assert pupils_of(owner, frozenset()) == before
    hidden = frozenset(pupil.key for pupil in before[:3])
    assert pupils_of(owner, hidden) == before[3:]
