"""The source's own ids in a generated county. A pupil keeps the id from year to year; a group has its year in it."""

from tettpaa.demo.volume.plan import School


def pupil_id(number: int) -> str:
    """'E000012'."""
    return f"E{number:06}"


def guardian_id(pupil: int, place: int) -> str:
    """'F000012-1': the first guardian of pupil 12."""
    return f"F{pupil:06}-{place + 1}"


def staff_id(school: School, number: int) -> str:
    """'S01-A003': the fourth member of staff of the first school."""
    return f"{school.key}-A{number:03}"


def group_id(school: School, school_year: int, name: str) -> str:
    """'S01-25-1STA' for a class, 'S01-25-1STA-NOR1260' for a teaching group."""
    return f"{school.key}-{school_year % 100:02}-{name}"
