"""Every indicator of a county-year against pandas and DuckDB on a named core set: same answers, ratios of time.

county.py   a county-year drawn from a seed, straight into the stores
core.py     the core set, by the fold
by_pandas.py, by_duckdb.py   the rivals: the same core set, as one would write it there
run.py      each in its own process, compared to the last row, timed
"""
