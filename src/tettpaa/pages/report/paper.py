"""Parts as the sheet `report` is told them: the yearly report, and the board of a class or a school."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import full_day
from tettpaa.kit.html.table_rows import NUMBER
from tettpaa.pages.parts import Part, texts_of


def paper_of(title: str, intro: str, parts: Iterable[Part], language: str, taken_by: str, on: dt.date) -> dict:
    """In the language that is active."""
    return {
        "language": language, "title": title,
        "page": _("Side"), "boxes": _("□ står for tegn skriften ikke har."),
        "foot": _("Laget %(day)s · %(who)s") % {"day": full_day(on), "who": taken_by},
        "intro": intro,
        "this_year": _("i år"), "last_year": _("i fjor"), "unknown": _("ukjent"),
        "parts": [_part(part) for part in parts],
    }  # fmt: skip


def _part(part: Part) -> dict:
    return {
        "title": part.title, "counts": "\n".join(part.sentences), "empty": "" if part.rows or part.weeks else part.empty,
        "columns": [{"label": str(column.label), "is_number": column.kind == NUMBER} for column in part.columns],
        "rows": texts_of(part, _("ukjent")) if part.rows else [],
        "weeks": [
            {"number": week.number, "now": week.now, "before": week.before,
             "now_words": _words(week.now), "before_words": _words(week.before)}
            for week in part.weeks
        ],
        "week": _("Uke"),
    }  # fmt: skip


def _words(percent: float | None) -> str:
    return _("ukjent") if percent is None else amount(percent, "percent")
