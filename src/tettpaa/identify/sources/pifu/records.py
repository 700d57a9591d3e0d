"""Makes absence and grades from the raw rows of PIFU files (see mapping.py)."""

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.roster_rows import only_row, put_texts
from tettpaa.identify.sources.words import is_national_grade, term_of

DELETED = "coalesce(a.is_deleted = 'true', false)"
# The group a row lies under, as given; none where the package says it is something that is no group here (trinn).
GROUP = 'CASE WHEN k.id IS NOT NULL AND k.kind IS NULL AND k.place IS NULL THEN NULL ELSE a."group" END'


def deliver_absences(delivery: Delivery) -> None:
    """Sums to `absence_sums`, occurrences to `absences`; each only where the package has any."""
    has = dict(delivery.con.execute("SELECT mode, count(*) FROM raw_absences GROUP BY mode").fetchall())
    if has.get("aggregate"):
        _deliver_sums(delivery)
    if has.get("occurrence"):
        _deliver_occurrences(delivery)


def _deliver_sums(delivery: Delivery) -> None:
    query = f"""
        SELECT a.person AS pupil_id, a.begins, a.ends, a.unit, a.value, {GROUP} AS group_id, a._file, a._row,
               CASE a.classification WHEN 'valid' THEN 'true' WHEN 'invalid' THEN 'false' END AS is_documented,
               {DELETED} AS _is_withdrawn
        FROM raw_absences AS a LEFT JOIN raw_kinds AS k ON k.id = a."group" WHERE a.mode = 'aggregate'
    """
    delivery.deliver_query("absence_sums", query, file="")


def _deliver_occurrences(delivery: Delivery) -> None:
    """Hours are hours of the clock (P4.3.3.13.2.3), so 60 minutes each."""
    query = f"""
        SELECT a.id AS absence_id, a.person AS pupil_id, a.begins AS "on", nullif(a.ends, a.begins) AS until,
               CASE a.unit WHEN 'days' THEN 'day' ELSE 'interval' END AS unit,
               CASE WHEN a.unit = 'hours' THEN round(a.value::DECIMAL(18, 4) * 60)::BIGINT END AS minutes,
               CASE WHEN a.unit = 'days' THEN a.value END AS days, {GROUP} AS group_id,
               CASE WHEN k.place IS NULL THEN k.code END AS subject_code,
               CASE a.classification WHEN 'valid' THEN 'other' WHEN 'invalid' THEN 'none' END AS documentation,
               {DELETED} AS _is_withdrawn, a._file, a._row
        FROM raw_absences AS a LEFT JOIN raw_kinds AS k ON k.id = a."group" WHERE a.mode = 'occurrence'
    """
    delivery.deliver_query("absences", query, file="")


def deliver_grades(delivery: Delivery) -> None:
    """Results with their subject, where the package says which subject the group is."""
    if not only_row(delivery, "SELECT count(*) FROM raw_results")[0]:
        return
    con = delivery.con
    titles = con.execute("SELECT DISTINCT kind, type FROM raw_results").fetchall()
    put_texts(delivery, "raw_terms", "kind type term", [(kind, title, _term(kind, title)) for kind, title in titles])
    values = con.execute("SELECT DISTINCT value FROM raw_results").fetchall()
    put_texts(delivery, "raw_national", "value", [row for row in values if is_national_grade(row[0])])
    query = f"""
        SELECT a.person AS pupil_id, CASE WHEN k.place IS NULL THEN k.code END AS subject_code, t.term, a.value,
               CASE WHEN a.mode ILIKE 'percentage' THEN 'percentage' WHEN n.value IS NOT NULL THEN 'grade'
                    ELSE 'other' END AS scale,
               nullif(row_number() OVER (PARTITION BY a.person, a."group", t.term ORDER BY a._file, a._row), 1)
                   AS number,
               a.comment, {GROUP} AS group_id, {DELETED} AS _is_withdrawn, a._file, a._row
        FROM raw_results AS a LEFT JOIN raw_kinds AS k ON k.id = a."group"
        LEFT JOIN raw_terms AS t ON t.kind = a.kind AND t.type IS NOT DISTINCT FROM a.type
        LEFT JOIN raw_national AS n ON n.value = a.value
    """
    delivery.deliver_query("grades", query, file="")


def _term(kind: str, title: str | None) -> str:
    """A final result without a title is the final grade; anything else not understood is 'other'."""
    return "final" if kind == "finalresult" and not title else term_of(title)
