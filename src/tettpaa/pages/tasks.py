"""What waits for somebody, as each part tells it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """What waits for the reader, derived from its cause. `words` in the reader's language, `due_on` the last day or None."""

    words: str
    address: str
    pupil: int | None
    due_on: dt.date | None
