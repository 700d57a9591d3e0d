"""Grand Bend's 62,829 pupil-days through the whole import and the fold, against a count straight from the file."""

import calendar
import datetime as dt
from collections import Counter, defaultdict

import numpy as np
import pytest

from tests.builders import an_owner
from tests.packages import changes, run, write
from tests.real.grand_bend import PARTIAL, SCHOOL_YEAR, Month, counted, pupil_days, tables
from tettpaa.identify.imports.models import Import
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.gauges import Gauge, Window
from tettpaa.identify.indicators.rollups import rollups
from tettpaa.identify.records.reading import connect, records
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School

pytestmark = pytest.mark.django_db(transaction=True)
SUMS = ("absence_days", "undocumented_days", "late_count", "unreported_days")


@pytest.fixture(scope="module")
def rows(real_data):
    return pupil_days(real_data)


@pytest.fixture
def owner():
    """The owner has said what the source's one odd code means: it is presence."""
    owner = an_owner("grandbend")
    AbsenceCode.objects.create(owner=owner, code=PARTIAL, documentation="none", counts_as_absence=False)
    return owner


@pytest.fixture
def imported(owner, rows, tmp_path) -> Import:
    held = run(write(tables(rows), tmp_path / "grandbend"), owner, school_year=SCHOOL_YEAR)
    assert (held.state, held.problem_count, held.warning_count) == ("committed", 0, 0)
    return held


def is_weekday(day: dt.date) -> bool:
    return day.weekday() < 5


def month_ends(months: list[Month]) -> list[tuple[str, dt.date, dt.date]]:
    firsts = sorted({dt.date.fromisoformat(f"{month}-01") for _, month in months})
    return [(f"{on:%Y-%m}", on, on.replace(day=calendar.monthrange(on.year, on.month)[1])) for on in firsts]


def school_days(columns: Columns, first: dt.date, last: dt.date) -> np.ndarray:
    """Each pupil's school days from a day through another."""
    before = columns.parts["calendars"]["before"][columns.parts["pupils"]["calendar"]]
    return before[:, columns.day(last) + 1] - before[:, columns.day(first)]


def folded(owner: Owner, months: list[Month]) -> dict[Month, tuple[int, ...]]:
    """The same as `counted`, by our own indicators. Each pupil's share of days is checked on the way."""
    columns = load(owner, SCHOOL_YEAR)
    schools = dict(School.objects.filter(owner=owner).values_list("key", "source_id"))
    found: dict[Month, tuple[int, ...]] = {}
    for month, first, last in month_ends(months):
        gauges = [Gauge(name, Window(since=first)) for name in (*SUMS, "absence_day_share")]
        away, undocumented, late, unreported, share = fold(columns, last, gauges).values[:, 0].T
        reported = school_days(columns, first, last) - unreported
        np.testing.assert_allclose(share, 100 * away / reported)
        for key, school in schools.items():
            here = columns.school_keys == key
            found[school, month] = tuple(int(each[here].sum()) for each in (reported, away, undocumented, late))
    return found


def rolled_up(owner: Owner, months: list[Month]) -> dict[Month, float]:
    """Each school's share of its registered time away in each month, as our roll-ups have it."""
    columns = load(owner, SCHOOL_YEAR)
    schools = list(School.objects.filter(owner=owner).values_list("key", "source_id"))
    sets = [np.flatnonzero(columns.school_keys == key) for key, _name in schools]
    return {
        (name, month): found.share
        for month, first, last in month_ends(months)
        for (_key, name), found in zip(
            schools, rollups(columns, sets, as_of=last, window=Window(since=first)), strict=True
        )
    }


def rates(months: dict[Month, tuple[int, ...]]) -> dict[Month, float]:
    """Absent pupil-days in percent of the pupil-days reported."""
    return {month: 100 * away / enrolled for month, (enrolled, away, *_) in months.items()}


def of_all(months: dict[Month, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*months.values(), strict=True)))


def test_the_rates_of_every_school_and_month_are_those_counted_from_the_file(imported, owner, rows):
    expected = counted(rows)
    assert len(rows) == 62_829 and len(expected) == 3 * 10
    found = folded(owner, list(expected))
    assert found == expected
    assert rolled_up(owner, list(expected)) == pytest.approx(rates(expected))
    assert of_all(found) == (62_828, 1_886, 772, 66), "days reported, away, without excuse, late"


def test_everything_the_file_tells_is_held(imported, owner):
    counts = {table: of["new"] for table, of in imported.counts.items()}
    assert (counts["schools"], counts["people"]) == (3, 226)
    assert (counts["calendar"], counts["lessons"]) == (3 * 278, 12 * 278)
    con = connect()
    kinds = records(con, owner, "absences").project("documentation, is_late, code").fetchall()
    assert Counter(kinds) == {
        ("other", None, None): 1_114, ("none", None, None): 772, (None, True, None): 66, (None, None, PARTIAL): 1,
    }  # fmt: skip


def test_weekends_count_as_the_schools_calendar_says(imported, owner, rows, tmp_path):
    sundays = [row for row in rows if dt.date.fromisoformat(row["date"]).weekday() == 6]
    assert sum(row["present"] == "0" for row in sundays) == 4
    assert sum(row["code"] == "Tardy" for row in sundays) == 3
    corrected = {"calendar": tables(rows, is_school_day=is_weekday)["calendar"]}
    held = run(changes(corrected, tmp_path / "weekends-off"), owner, school_year=SCHOOL_YEAR)
    assert held.state == "committed"
    weekdays = counted(rows, is_counted=is_weekday)
    assert folded(owner, list(weekdays)) == weekdays
    assert of_all(weekdays)[1:] == (1_886 - 4, 772, 66 - 3)
    con = connect()
    assert len(records(con, owner, "absences").fetchall()) == 1_953, "rows on days off are kept, and count nowhere"


def test_a_pupil_day_with_two_rows_is_one_day_away_and_a_late_arrival_is_none(imported, owner, rows):
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        seen[row["student"], row["date"]].append(row["code"])
    ((double, told),) = [(at, told) for at, told in seen.items() if len(told) > 1]
    assert told == ["Excused Absence", PARTIAL]
    columns = load(owner, SCHOOL_YEAR)

    def on_the_day(pupil: str, day: str, *names: str) -> list[float]:
        on = dt.date.fromisoformat(day)
        number = columns.number_of(Person.objects.get(owner=owner, source_id=pupil).key)
        gauges = [Gauge(name, Window(since=on)) for name in names]
        return fold(columns, on, gauges, pupils=[number]).values[0, 0].tolist()

    names = ("absence_days", "undocumented_days", "single_hours", "partial_days", "unknown_code_rows")
    assert on_the_day(*double, *names) == [1, 0, 0, 0, 0]
    late = next(at for at, told in seen.items() if told == ["Tardy"])
    assert on_the_day(*late, "late_count", "absent_school_days", "unreported_days") == [1, 0, 0]
