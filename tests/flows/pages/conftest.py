"""A school day at the cast's schools, as the pages' tests need it."""

import datetime as dt
import re
from html import unescape

import pytest
from django.urls import reverse

from tests.cast import TODAY, Cast
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between

DAY = dt.timedelta(days=1)


class Seen:
    """A page as a user gets it: its status, its text without marks, and its source."""

    def __init__(self, answer) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.html = answer.content.decode()
        main = self.html.partition("<main")[2].partition("</main>")[0]
        self.text = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " ").split())

    def __contains__(self, text: str) -> bool:
        return text in self.text

    def links_to(self, name: str, *args: object) -> bool:
        return f'"{reverse(name, args=args)}"' in self.html

    def row(self, name: str) -> str:
        """The text of the table row or card that begins with `name`."""
        rows = re.findall(r"<tr role=\"row\">.*?</tr>", self.html, re.S)
        told = [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).replace("\xa0", " ").split()) for row in rows]
        return next(row for row in told if row.startswith(name))


@pytest.fixture
def see(cast, client):
    """`see("leader", "school_board", key)`: a page as a user of the cast sees it."""

    def opened(user: str, name: str, *args: object, **asked: str) -> Seen:
        client.force_login(cast.users[user])
        return Seen(client.get(reverse(name, args=args), asked, follow=True))

    return opened


@pytest.fixture
def post(cast, client):
    """Send a form as a user of the cast; the page it leads to."""

    def sent(user: str, name: str, *args: object, **given: str) -> Seen:
        client.force_login(cast.users[user])
        return Seen(client.post(reverse(name, args=args), given, follow=True))

    return sent


@pytest.fixture
def term(cast) -> Cast:
    """From 18 August through today: one lesson of Norwegian a day in 1STA, registered, and absence.

    a1: away five days in a row in September, undocumented. a2: two days, documented by a doctor. a3: none.
    """
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    teacher = cast.users["subject"].person
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "subjects", [
        {"subject_code": "NOR1267", "name": "Norsk", "planned_hours": 113.0, "lesson_minutes": 45, "core": "norwegian"},
    ])  # fmt: skip
    put(cast.school, "lessons", [a_lesson(cast.norwegian_a, day, teacher=teacher) for day in days])
    away = [an_absence(cast.pupils["a1"], cast.norwegian_a, dt.date(2025, 9, day)) for day in range(8, 13)]
    ill = {"code": "D", "cause": "a", "documentation": "health"}
    away += [an_absence(cast.pupils["a2"], cast.norwegian_a, dt.date(2025, 9, day), **ill) for day in (22, 23)]
    put(cast.school, "absences", away)
    return cast
