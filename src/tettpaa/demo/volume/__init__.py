"""A county of any size, invented from a seed: the CSV profile with the skew of real absence.

`facts/` holds the published figures it leans on, `generate.py` the order of the work.
"""
