"""OneRoster results as grades.

- What a result is for comes from its category's title, else its line item's: "1. termin", "Standpunkt",
  "Skriftlig eksamen"; anything else (homework, tests) is 'other'.
- For a term, final or exam a national grade (1–6, IV, …) is a grade. Otherwise the score is a percentage where
  its line item runs from 0 to 100, else the text or the score stands on a scale of the source's own.
- Several results of one pupil, subject and term are numbered by date and line item. Changes cannot be
  numbered without the rest, so only term, final and exam grades are taken from a file of changes.
"""

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.roster_rows import WITHDRAWN, put_texts
from tettpaa.identify.sources.words import is_national_grade, term_of

# A result that says nothing of how it went.
WITHOUT_SCORE = ("exempt", "not submitted")


def deliver_grades(delivery: Delivery, *, is_full: bool) -> None:
    """Deliver `results` with what their line items, categories, classes and courses say."""
    _make_terms(delivery)
    _make_graded(delivery)
    if not is_full:
        _leave_out_unnumbered(delivery)
    delivery.deliver_query("grades", """
        SELECT pupil_id, subject_code, term, value, scale, set_on, comment, group_id, _is_withdrawn, _file, _row,
               nullif(row_number() OVER (PARTITION BY pupil_id, subject_code, term, group_id
                                         ORDER BY set_on, line_item, _row), 1) AS number
        FROM raw_graded
    """, file="")  # fmt: skip


def _make_terms(delivery: Delivery) -> None:
    con = delivery.con
    titles = con.execute("""
        SELECT l.sourcedId, c.title, l.title FROM raw_lineItems AS l
        LEFT JOIN raw_categories AS c ON c.sourcedId = l.categorySourcedId
    """).fetchall()
    put_texts(delivery, "raw_terms", "item term", [(item, _term(own, title)) for item, own, title in titles])
    scores = con.execute("SELECT DISTINCT coalesce(textScore, score) FROM raw_results").fetchall()
    put_texts(delivery, "raw_national", "value", [row for row in scores if row[0] and is_national_grade(row[0])])


def _term(category: str | None, title: str | None) -> str:
    of_category = term_of(category)
    return of_category if of_category != "other" else term_of(title)


def _make_graded(delivery: Delivery) -> None:
    """`raw_graded`: one row for each result that has a value."""
    is_grade = "n.value IS NOT NULL AND coalesce(t.term, 'other') <> 'other'"
    is_percentage = "r.score IS NOT NULL AND l.resultValueMin::DOUBLE = 0 AND l.resultValueMax::DOUBLE = 100"
    withdrawn = WITHDRAWN.format("r")
    delivery.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE raw_graded AS
        SELECT r.studentSourcedId AS pupil_id,
               coalesce(g.subject, left(k.title, 20), left(g.title, 20)) AS subject_code,
               coalesce(t.term, 'other') AS term, r.lineItemSourcedId AS line_item, r.scoreDate AS set_on, r.comment,
               CASE WHEN {is_grade} THEN n.value WHEN {is_percentage} THEN r.score
                    ELSE coalesce(r.textScore, r.score) END AS value,
               CASE WHEN {is_grade} THEN 'grade' WHEN {is_percentage} THEN 'percentage' ELSE 'other' END AS scale,
               coalesce(r.classSourcedId, l.classSourcedId) AS group_id, {withdrawn} AS _is_withdrawn, r._file, r._row
        FROM raw_results AS r
        LEFT JOIN raw_lineItems AS l ON l.sourcedId = r.lineItemSourcedId
        LEFT JOIN raw_terms AS t ON t.item = r.lineItemSourcedId
        LEFT JOIN raw_national AS n ON n.value = coalesce(r.textScore, r.score)
        LEFT JOIN raw_groups AS g ON g.sourcedId = coalesce(r.classSourcedId, l.classSourcedId)
        LEFT JOIN raw_courses AS k ON k.sourcedId = g.courseSourcedId
        WHERE {withdrawn} OR (coalesce(r.textScore, r.score) IS NOT NULL AND r.scoreStatus NOT IN {WITHOUT_SCORE})
    """)


def _leave_out_unnumbered(delivery: Delivery) -> None:
    left_out = delivery.con.execute("DELETE FROM raw_graded WHERE term = 'other'").fetchone()
    if left_out and left_out[0]:
        delivery.warn("oneroster.changes_without_tests", file="results.csv", count=left_out[0])
