"""The one description of what Tettpå holds: every table and column, its meaning, privacy class and retention.

`tables.py` says how a description looks, `roster.py` and `records.py` describe what sources deliver
(the CSV profile, one file a table, has exactly these columns), `decisions.py` what people do here.
The data dictionary in docs/reference is made from it.
"""

from tettpaa.schema.decisions import DECISIONS
from tettpaa.schema.records import RECORDS
from tettpaa.schema.roster import ROSTER
from tettpaa.schema.tables import Column, Table

SOURCE_TABLES: dict[str, Table] = {table.name: table for table in (*ROSTER, *RECORDS)}
DECISION_TABLES: dict[str, Table] = {table.name: table for table in DECISIONS}

__all__ = ["DECISIONS", "DECISION_TABLES", "RECORDS", "ROSTER", "SOURCE_TABLES", "Column", "Table"]
