"""A letter on paper: what the sheet `letter` is told, from the very text that left. Pure.

Lines that begin with a dash are a list, so that a screen reader counts them.
"""

import datetime as dt

from tettpaa.follow_up.letters.composing import DAY
from tettpaa.follow_up.letters.texts import common_words

ITEM = "– "


def sheet_of(*, title: str, text: str, language: str, school: str, on: dt.date) -> dict:
    """`on` is the day it left; the day is written alike in every language."""
    words = common_words(language)
    return {
        "language": language, "title": title, "page": words["page"], "boxes": words["boxes"],
        "foot": f"{school} · {title}", "from": school, "on": on.strftime(DAY), "blocks": blocks_of(text),
    }  # fmt: skip


def blocks_of(text: str) -> list[dict]:
    """Paragraphs and lists, in their order: {text} or {items}."""
    return [block for paragraph in text.split("\n\n") for block in _blocks(paragraph.split("\n"))]


def _blocks(lines: list[str]) -> list[dict]:
    found: list[dict] = []
    for line in lines:
        is_item = line.startswith(ITEM)
        if not found or bool(found[-1]["items"]) is not is_item:
            found.append({"text": "", "items": []})
        if is_item:
            found[-1]["items"].append(line.removeprefix(ITEM))
        else:
            found[-1]["text"] += f"\n{line}" if found[-1]["text"] else line
    return found
