"""docs/reference/cryptography.md: every key and every use of cryptography, from cryptography.toml."""

import tomllib
from functools import cache
from importlib.resources import files

from tettpaa.config.reference.markdown import table

HEAD = (
    "# Nøkler og kryptografi\n\nAlt av kryptografi i produktet, og nøklene bak. Hvordan nøklene lages, oppbevares og byttes, "
    "står i [Keys and cryptography](../explanation/keys.md).\n\n"
)


@cache
def inventory() -> dict:
    """{'key': {name: …}, 'use': […]} as written."""
    return tomllib.loads(files(__package__).joinpath("cryptography.toml").read_text("utf-8"))


def text() -> str:
    """The page."""
    told = inventory()
    keys = table(
        ("nøkkel", "lages", "byttes", "om den går tapt"),
        ((key["nb"], key["made"], key["changed"], key["lost"]) for key in told["key"].values()),
    )
    uses = table(
        ("til hva", "med hva", "styrke", "nøkkel", "hvor"),
        (
            (
                use["words"],
                use["by"],
                use["strength"],
                use.get("key", "–"),
                " ".join(f"`{file}`" for file in use["files"]),
            )
            for use in told["use"]
        ),
    )
    return f"{HEAD}{keys}\n{uses}"
