"""What a document is called, and what a voiding must say. Pure."""

from pathlib import PurePosixPath

LONGEST_TITLE, LONGEST_REASON, SHORTEST_REASON = 120, 400, 5


def title_from(title: str, file_name: str) -> str:
    """What the adder calls it; else the file's own name without folders and ending. Without control characters."""
    told = title.strip() or PurePosixPath(file_name.replace("\\", "/")).stem
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in told).split())
    return plain[:LONGEST_TITLE]


def fault_in_void(reason: str) -> str:
    """A code, or '' where it will do."""
    return "reason_short" if len(reason.strip()) < SHORTEST_REASON else ""
