"""The rule sets that come with the product: data, each with its source and a note on how it was read."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def shipped_sets() -> dict[str, dict]:
    """Key → definition (title, note, source, rules), ordered by key. Not to be changed: copy first."""
    found = {}
    for file in files(__package__).iterdir():
        if file.name.endswith(".toml"):
            definition = tomllib.loads(file.read_text("utf-8"))
            found[definition.pop("key")] = definition
    return dict(sorted(found.items()))
