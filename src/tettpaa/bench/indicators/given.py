"""What the rivals are given: queries on the Delta tables in force, and the roster already read."""

from dataclasses import dataclass

import duckdb
import numpy as np

from tettpaa.bench.indicators.county import SCHOOL_YEAR, SLUG
from tettpaa.identify.indicators.columns.roster import Roster, roster_of
from tettpaa.identify.records.reading import apart, records_query
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.places.models import Owner

FACTS = {
    "absences": 'pupil, "on", lesson, minutes, subject_code, code, is_late',
    "lessons": '"group", "on", lesson, minutes, is_held, registered_on',
    "calendar": 'school, "on", is_school_day',
    "subjects": "school, subject_code, planned_hours",
}


@dataclass(frozen=True)
class Given:
    """Queries by table name, and the roster's columns that those named `…_rows` read."""

    queries: dict[str, str]
    columns: dict[str, dict[str, np.ndarray]]

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection with a view NAME_view on each table."""
        con = apart()
        for name, columns in self.columns.items():
            rows = columns
            con.execute(f'CREATE TABLE "{name}" AS SELECT * FROM rows')  # noqa: S608
            del rows
        for name, query in self.queries.items():
            con.execute(f"CREATE VIEW {name}_view AS {query}")
        return con


def given() -> Given:
    """The bench county's."""
    owner = Owner.objects.get(slug=SLUG)
    roster = roster_of(owner, SCHOOL_YEAR)
    facts = {
        name: f"SELECT {columns} FROM ({records_query(owner, name, school_years=[SCHOOL_YEAR])})"  # noqa: S608
        for name, columns in FACTS.items()
    }
    named = {"memberships": "pupil, \"group\", $first + since::INTEGER AS since, $first + until::INTEGER AS until",
             "enrolments": "pupil, school", "groups": '"group"', "codes": "code, cause, documentation"}  # fmt: skip
    queries = {name: f"SELECT {columns} FROM {name}_rows" for name, columns in named.items()}  # noqa: S608
    queries["memberships"] = queries["memberships"].replace("$first", f"DATE '{SCHOOL_YEAR}-08-01'")
    return Given(facts | queries, _rows(owner, roster))


def _rows(owner: Owner, roster: Roster) -> dict[str, dict[str, np.ndarray]]:
    codes = list(AbsenceCode.objects.filter(owner=owner).values_list("code", "cause", "documentation"))
    code, cause, documentation = (np.array(column, object) for column in zip(*codes, strict=True))
    ties = {name: roster.memberships[name].astype(np.int64) for name in ("pupil", "group", "since", "until")}
    schools = np.array(roster.schools, np.int64)
    return {
        "memberships_rows": ties,
        "enrolments_rows": {"pupil": roster.enrolments["pupil"], "school": schools[roster.enrolments["school"]]},
        "groups_rows": {"group": np.array([key for key, _, _ in roster.groups], np.int64)},
        "codes_rows": {"code": code, "cause": cause, "documentation": documentation},
    }
