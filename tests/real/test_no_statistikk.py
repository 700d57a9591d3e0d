"""The published tables per county: read whole, their arithmetic holds, and what stands beside our figures is what they say."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tettpaa.look_back.completion.reference import ALL, counties, published_cohorts

COLUMNS = {
    "cohort_2018": "gjennomforing_kull2018_pst", "cohort_2019": "gjennomforing_kull2019_pst",
    "absence_days": "vitnemal_fravarsdager_median_2526", "grunnskolepoeng": "grunnskolepoeng_2026",
    "outside": "utenfor_15_29_antall_2025", "outside_percent": "utenfor_pst_2025",
}  # fmt: skip


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "no-statistikk" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def published(real_data) -> dict[str, dict[str, str]]:
    """County number → its row; '' is the whole country."""
    return {row["fylkesnr"]: row for row in rows(real_data, "fylker.csv")}


def test_fifteen_counties_sum_to_the_whole_country(published):
    whole = published.pop("")
    assert len(published) == 15
    counts = [int(row["utenfor_15_29_antall_2025"]) for row in published.values()]
    assert sum(counts) == int(whole["utenfor_15_29_antall_2025"]) == 105_314


def test_the_whole_country_lies_between_its_counties(published):
    whole = published.pop("")
    for column in [
        name for name in whole if name.endswith(("_pst", *map(str, range(2015, 2026)))) and "antall" not in name
    ]:
        values = [float(row[column]) for row in published.values()]
        assert min(values) <= float(whole[column]) <= max(values), column


def test_our_reference_is_what_is_published(published):
    assert [county.number for county in counties()] == list(published)
    for county in counties():
        row = published[county.number]
        assert county.name == ("Hele landet" if not county.number else row["fylke"])
        for ours, theirs in COLUMNS.items():
            assert getattr(county, ours) == float(row[theirs]), (county.name, ours)


def _shares(cohort) -> Iterator[tuple[str, float]]:
    """The whole from its parts: by kind of programme, and by sex, weighed by those who began."""
    for parts in (("general", "vocational"), ("men", "women")):
        if set(parts) <= set(cohort.starters):
            completed = sum(cohort.percent[part] * cohort.starters[part] for part in parts)
            yield "+".join(parts), completed / cohort.starters[ALL]


def test_ssb_s_cohorts_add_up():
    """The parts give the whole to the published decimal; what completed in time and later are all who completed."""
    checked = [(cohort.cohort, parts) for cohort in published_cohorts() for parts, share in _shares(cohort)
               if round(share, 1) == cohort.percent[ALL]]  # fmt: skip
    assert checked == [(2019, "general+vocational"), (2019, "men+women")]
    for cohort in published_cohorts():
        for parts in (("general", "vocational"), ("men", "women")):
            if set(parts) <= set(cohort.starters):
                assert sum(cohort.starters[part] for part in parts) == cohort.starters[ALL]
        if "in_time" in cohort.percent:
            assert round(cohort.percent["in_time"] + cohort.percent["later"], 1) == cohort.percent[ALL]
