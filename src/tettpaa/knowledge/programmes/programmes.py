"""What an education programme is called, and whether it prepares for studies; the facts stand in programmes.toml. Pure."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tettpaa.knowledge.words import Words


def area_of(code: str) -> str:
    """The two letters of an education programme, from a programme area code as ten characters, or shorter; '' for none."""
    return code[:2].strip().upper()


def prepares_for_studies(code: str, on: dt.date) -> bool | None:
    """Whether the programme is general and not vocational on a day. None where it is not told, or not known that day."""
    area = area_of(code)
    lists = [row for row in _text()["general"] if row["from"] <= on]
    if area not in programmes() or not lists:
        return None
    return area in max(lists, key=lambda row: row["from"])["programmes"]


@cache
def programmes() -> Mapping[str, Words]:
    """Two letters → the programme's name."""
    return {area: Words(**row) for area, row in _text()["programme"].items()}


def name_of(code: str, language: str) -> str:
    """The programme's name; an unknown one by its letters, '' where none is told."""
    area = area_of(code)
    known = programmes().get(area)
    return known.said(language) if known else area


@cache
def _text() -> dict:
    return tomllib.loads(files(__package__).joinpath("programmes.toml").read_text("utf-8"))
