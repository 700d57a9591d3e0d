"""One changed rule over three county-years against pandas and DuckDB: the same first flags, ratios of time.

what.py     the rule that is changed, and what all three answer
by_pandas.py, by_duckdb.py   the rivals, each in two ways: from the tables in memory, and from a table of days that was
            made beforehand and does not depend on the rule
one.py      one of them in its own process
run.py      the county-years, the processes, the comparison
"""
