"""The named steps of an import at which the harness kills it: `proofs/import_kills.py` visits every one."""

POINTS = (
    "import.copied",  # the package is in the home, and not entered
    "import.received",
    "import.kept_staged",  # the rows are read, and the state not moved
    "import.staged",
    "import.checking",
    "import.kept_checked",
    "import.checked",
    "import.comparing",
    "import.kept_compared",
    "import.compared",
    "import.approved",
    "import.committing",  # the state says so, and nothing is written
    "import.writing",
    "records.created",
    "records.written",  # a version nobody points at, and not forced to the disk
    "import.written",
    "import.records_written",
    "import.roster_written",  # inside the one transaction
    "import.last_write",  # still inside
    "import.committed",  # all is done, and the package not cleared away
)
# Passed several times in one import: once for each table.
REPEATED = {
    "import.checking": 10,
    "import.comparing": 10,
    "import.writing": 3,
    "records.written": 3,
    "import.written": 3,
}
