"""What a story does to a pupil's attendance: each act writes rows for lessons that were held."""

import datetime as dt
from collections.abc import Iterable, Mapping

from tettpaa.demo.county.profile import Lesson, Profile

LATE_MINUTES = 12


class AbsenceActs:
    """Writes one pupil's absences from the first school day through today."""

    def __init__(self, profile: Profile, pupil: str, begins: dt.date, today: dt.date) -> None:
        self.profile, self.pupil = profile, pupil
        self.begins, self.today = begins, today

    def forget(self) -> None:
        """Take away what the generator wrote about the pupil this year."""
        self.profile.drop("absences", pupil_id=self.pupil)
        self.profile.drop("notices", pupil_id=self.pupil)

    def keep_one_day(self) -> None:
        """Keep only the first day of what the generator wrote."""
        rows = self.profile.where("absences", pupil_id=self.pupil)
        first = min((row["on"] for row in rows), default="")
        for day in {row["on"] for row in rows} - {first}:
            self.profile.drop("absences", pupil_id=self.pupil, on=day)

    def away(self, *, on: dt.date, code: str, until: dt.date | None = None, lessons: Iterable[int] = (),
             **told: str) -> None:  # fmt: skip
        """Whole days from `on` through `until`, or only the lessons named of each day."""
        wanted = set(lessons)
        for lesson in self._held(on, until or on):
            if not wanted or lesson.number in wanted:
                self._miss(lesson, code, told)

    def away_from(self, *, subject: str, lessons: int, every: int, until: dt.date, code: str, **told: str) -> None:
        """So many of the latest lessons in a subject, one of every `every`."""
        held = [lesson for lesson in self._held(self.begins, until) if lesson.subject == subject]
        missed = held[::-1][::every][:lessons]
        if len(missed) < lessons:
            raise ValueError(f"{subject}: only {len(missed)} lessons to miss by {until}, the story wants {lessons}")
        for lesson in missed:
            self._miss(lesson, code, told)

    def scattered(self, *, lessons: int, until: dt.date, code: str) -> None:
        """So many lessons, one on each of the latest days: now early, now late in the day."""
        for place, day in enumerate(self._days(until)[:lessons]):
            self._miss(day[(place * 2) % len(day)], code, {})

    def late(self, *, times: int, until: dt.date) -> None:
        """So many late arrivals to the first lesson, on the latest days."""
        for place, day in enumerate(self._days(until)[:times]):
            self._write(day[0], minutes=LATE_MINUTES + place % 7, is_late=True)

    def _held(self, since: dt.date, until: dt.date) -> list[Lesson]:
        return self.profile.lessons_of(self.pupil, since, min(until, self.today))

    def _days(self, until: dt.date) -> list[list[Lesson]]:
        """The pupil's days, latest first, each with its lessons."""
        days: dict[str, list[Lesson]] = {}
        for lesson in self._held(self.begins, until):
            days.setdefault(lesson.on, []).append(lesson)
        return [days[on] for on in sorted(days, reverse=True)]

    def _miss(self, lesson: Lesson, code: str, told: Mapping[str, str]) -> None:
        self._write(lesson, minutes=lesson.minutes, is_late=False, code=code, **told)

    def _write(self, lesson: Lesson, **cells: object) -> None:
        self.profile.add(
            "absences", absence_id=f"{self.pupil}.{lesson.on}.{lesson.number}", pupil_id=self.pupil, on=lesson.on,
            unit="lesson", lesson=lesson.number, starts=lesson.starts, group_id=lesson.group,
            subject_code=lesson.subject, **cells,
        )  # fmt: skip
