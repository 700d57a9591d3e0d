"""What the rows of several OneRoster files must mean together. Runs when every cell and reference is sound.

A rule is SQL that gives the rows that break it. Those that would put wrong facts into the records are
refused; those that only show a careless export are warned of.
"""

from dataclasses import dataclass

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster.manifest import Manifest

LIVE = "status IS DISTINCT FROM 'tobedeleted'"
CASE_ID = "urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
MAPPING = "[{][^{}:]+:[^{}:]+[}]"


@dataclass(frozen=True)
class Rule:
    """`rows` selects `_row` of `file` for every row that breaks the rule; `needs` is a file it must have in full."""

    code: str
    file: str
    column: str
    rows: str
    is_refused: bool = True
    needs: str = ""


def _reversed(file: str, begins: str, ends: str) -> Rule:
    rows = f'SELECT _row FROM raw_{file} WHERE "{ends}" < "{begins}" AND {LIVE}'
    return Rule("row.end_before_start", file, ends, rows)


def _score(code: str, wrong: str) -> Rule:
    return Rule(code, "results", "score", f"""
        SELECT r._row FROM raw_results AS r JOIN raw_lineItems AS l ON l.sourcedId = r.lineItemSourcedId
        WHERE {wrong} AND r.{LIVE}
          AND coalesce(l.resultValueMin::DOUBLE <= l.resultValueMax::DOUBLE, true)""")  # fmt: skip


def _case_id(file: str) -> Rule:
    return Rule("semantic.invalid_case_learning_objective_id", file, "learningObjectiveId", f"""
        SELECT _row FROM raw_{file}
        WHERE source = 'case' AND NOT regexp_full_match(learningObjectiveId, '{CASE_ID}') AND {LIVE}""")  # fmt: skip


def _at_school(file: str) -> Rule:
    return Rule("semantic.org_type_mismatch", file, "schoolSourcedId", f"""
        SELECT f._row FROM raw_{file} AS f JOIN raw_orgs AS o ON o.sourcedId = f.schoolSourcedId
        WHERE o.type <> 'school' AND o.type NOT LIKE 'ext:%' AND f.{LIVE}""", is_refused=False)  # fmt: skip


RULES = (
    _reversed("academicSessions", "startDate", "endDate"),
    _reversed("roles", "beginDate", "endDate"),
    _reversed("enrollments", "beginDate", "endDate"),
    Rule("semantic.invalid_score_range", "lineItems", "resultValueMin",
         f"SELECT _row FROM raw_lineItems WHERE resultValueMin::DOUBLE > resultValueMax::DOUBLE AND {LIVE}"),
    _score("semantic.score_below_min", "r.score::DOUBLE < l.resultValueMin::DOUBLE"),
    _score("semantic.score_above_max", "r.score::DOUBLE > l.resultValueMax::DOUBLE"),
    Rule("semantic.result_class_mismatch", "results", "classSourcedId", f"""
         SELECT r._row FROM raw_results AS r JOIN raw_lineItems AS l ON l.sourcedId = r.lineItemSourcedId
         WHERE r.classSourcedId <> l.classSourcedId AND r.{LIVE}"""),
    Rule("semantic.invalid_score_scale_mapping", "scoreScales", "scoreScaleValue", f"""
         SELECT _row FROM raw_scoreScales
         WHERE {LIVE} AND len(list_filter(string_split(scoreScaleValue, ','),
                              lambda part: NOT regexp_full_match(trim(part), '{MAPPING}'))) > 0"""),
    _case_id("lineItemLearningObjectiveIds"),
    _case_id("resultLearningObjectiveIds"),
    Rule("semantic.academic_session_type_mismatch", "courses", "schoolYearSourcedId", f"""
         SELECT c._row FROM raw_courses AS c JOIN raw_academicSessions AS s ON s.sourcedId = c.schoolYearSourcedId
         WHERE s.type <> 'schoolYear' AND s.type NOT LIKE 'ext:%' AND c.{LIVE}""", is_refused=False),
    _at_school("classes"),
    _at_school("enrollments"),
    Rule("semantic.result_student_not_enrolled", "results", "studentSourcedId", f"""
         SELECT r._row FROM raw_results AS r JOIN raw_lineItems AS l ON l.sourcedId = r.lineItemSourcedId
         WHERE r.{LIVE} AND NOT EXISTS (SELECT 1 FROM raw_enrollments AS e
             WHERE e.userSourcedId = r.studentSourcedId AND e.classSourcedId = l.classSourcedId)""",
         is_refused=False, needs="enrollments"),
)  # fmt: skip


def check_meaning(delivery: Delivery, manifest: Manifest) -> None:
    """Refuse or warn for every row that breaks a rule about a file the package has."""
    for rule in RULES:
        if not manifest.is_supplied(rule.file) or (rule.needs and manifest.modes.get(rule.needs) != "bulk"):
            continue
        note = delivery.refuse if rule.is_refused else delivery.warn
        for (row,) in delivery.con.execute(f"SELECT DISTINCT _row FROM ({rule.rows}) ORDER BY _row").fetchall():
            note(rule.code, file=f"{rule.file}.csv", row=row, column=rule.column)
