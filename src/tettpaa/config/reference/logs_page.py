"""docs/reference/logs.md: every log, from logs.toml."""

import tomllib
from functools import cache
from importlib.resources import files

from tettpaa.config.reference.markdown import table

HEAD = (
    "# Logger\n\nAlt som logges, hvor det ligger, og hvem som leser det. Det finnes ingen andre: programmet åpner ingen egne "
    "loggfiler og sender ingenting til noen loggtjeneste. Proxyen, databasen og operativsystemet har sine egne, som driften "
    "svarer for; slå av adresser med spørsmålstegn i proxyens logg.\n\n"
)
COLUMNS = ("nb", "holds", "where", "format", "read_by", "kept")


@cache
def logs() -> dict[str, dict[str, str]]:
    """Name → what it holds, where, in what form, who reads it, how long, and the file that writes it."""
    return tomllib.loads(files(__package__).joinpath("logs.toml").read_text("utf-8"))


def text() -> str:
    """The page."""
    headings = ("logg", "hva", "hvor", "form", "hvem leser", "hvor lenge")
    return HEAD + table(headings, ([told[column] for column in COLUMNS] for told in logs().values()))
