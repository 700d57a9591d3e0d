"""Typesetting a sheet as PDF/UA-1 and PDF/A-2a: tagged, with title and language, in our own font, and fit to be archived."""

import datetime as dt
import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tettpaa.follow_up.paper.letters import drawn
from tettpaa.kit import html

SHEETS = Path(__file__).resolve().parent / "sheets"
# Whose letters count: both weights have the same.
FONT = "Inter-Regular.ttf"
FONTS = Path(html.__file__).resolve().parent / "static" / "vendor" / "inter-ttf"
CONTENT_TYPE = "application/pdf"


class PdfMissing(RuntimeError):
    """The extra that makes PDF is not installed here."""


class Typesetting(RuntimeError):
    """The sheet could not be set as it is meant to look; says nothing of what stands in it."""


def is_installed() -> bool:
    """Whether this installation can make PDF."""
    return find_spec("typst") is not None


def pdf_of(sheet: str, told: Mapping[str, Any], *, on: dt.date) -> bytes:
    """The sheet called `sheet`, told what stands in it: `language`, `title` and what else the sheet reads.

    `on` is the day the file says it was made, so that the same sheet told the same twice in a day is the same file.
    PdfMissing where typst is not installed; Typesetting where it warned, such as of a font that is not there.
    """
    if not is_installed():
        raise PdfMissing("typst is not installed")
    import typst

    shown, has_boxes = drawn(dict(told), FONTS / FONT)
    given = json.dumps({"told": shown, "has_boxes": has_boxes})
    at = dt.datetime.combine(on, dt.time(), dt.UTC)
    # PDF/UA for a screen reader, PDF/A for the archive.
    try:
        made, warnings = typst.compile_with_warnings(
            SHEETS / f"{sheet}.typ", root=SHEETS, font_paths=[FONTS], ignore_system_fonts=True,
            sys_inputs={"given": given}, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=at,
        )  # fmt: skip
    except typst.TypstError as fault:
        # Its own words may quote what somebody has written, and go into the technical log.
        raise Typesetting(f"{sheet} could not be set: {type(fault).__name__}") from None
    if warnings or not isinstance(made, bytes):
        raise Typesetting(f"{sheet} was set with {len(warnings)} warnings")
    return made
