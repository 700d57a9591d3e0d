"""The demo county: two invented schools, a named cast, one frozen day, and stories that each show a rule.

`cast.toml` who, `stories.toml` what has happened, `rules.toml` the owner's own rule set; `build.py` writes the
files that are then imported like anybody's.
"""
