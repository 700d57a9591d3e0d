"""The kinds of teams and meetings, from kinds.toml, in three languages. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class KindUnknown(LookupError):
    """No kind of meeting is called so."""


@dataclass(frozen=True)
class Kind:
    """`words` by language. `takes_only_passed_from`: kinds of teams that may have to pass a case on before it comes here."""

    key: str
    is_team: bool
    words: Mapping[str, str]
    takes_only_passed_from: tuple[str, ...] = ()

    def word(self, language: str) -> str:
        return self.words.get(language[:2], self.words["nb"])


@cache
def kinds() -> Mapping[str, Kind]:
    """Key → kind, in the order they are offered."""
    rows = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))["kind"]
    return {
        row["key"]: Kind(
            row["key"], row["is_team"], {language: row[language] for language in ("nb", "nn", "en")},
            tuple(row.get("takes_only_passed_from", ())),
        )
        for row in rows
    }  # fmt: skip


def kind_called(key: str) -> Kind:
    """KindUnknown where kinds.toml has none."""
    try:
        return kinds()[key]
    except KeyError:
        raise KindUnknown(f"no meeting is of kind {key!r}; kinds.toml lists them") from None


def choices(*, of_teams: bool, language: str) -> list[tuple[str, str]]:
    """(key, word) for a form."""
    return [(kind.key, kind.word(language)) for kind in kinds().values() if kind.is_team is of_teams]
