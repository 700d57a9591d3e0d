"""The project's own CSV and Excel profile: one file or sheet for each table, with exactly the schema's columns.

`reading.py` reads a package; `templates.py` makes the empty files to fill in, and `describing.py` the page
in docs/reference that explains every column.
"""
