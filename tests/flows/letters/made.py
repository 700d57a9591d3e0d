"""A pupil with absence and a home, and letters about her, for the tests of letters."""

import datetime as dt
import uuid

from tests.builders import a_person
from tests.cast import TODAY, Cast
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.follow_up.letters.actions import send_letter, write_letter
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import draft_of, standing_of
from tettpaa.follow_up.letters.rules import Wish
from tettpaa.kit.clock import OSLO
from tettpaa.kit.ids import key_of
from tettpaa.schools.people.models import GuardianLink

NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
NOTICE = Wish("subject_notice", "NOR1267", "h1", ("absence",))
INVITATION = Wish("invitation", meets_at=NOON + dt.timedelta(days=7))
AWAY = [dt.date(2025, 9, day) for day in (*range(8, 13), *range(15, 20))]  # 7.5 hours of 84: 8.9 %


def a_term(cast: Cast) -> Cast:
    """One lesson of Norwegian a day in 1STA; a1 is 16, with two guardians, and away ten lessons undocumented."""
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "subjects", [
        {"subject_code": "NOR1267", "name": "Norsk", "planned_hours": 84.0, "lesson_minutes": 45},
    ])  # fmt: skip
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    put(cast.school, "lessons", [a_lesson(cast.norwegian_a, day) for day in days])
    be_away(cast, AWAY)
    cast.pupils["a1"].birth_date = dt.date(2009, 5, 1)
    cast.pupils["a1"].save()
    for name in ("En", "To"):
        cast.pupils[name] = guardian(cast, name)
    return cast


def be_away(cast: Cast, days: list[dt.date], **given) -> None:
    put(cast.school, "absences", [an_absence(cast.pupils["a1"], cast.norwegian_a, day, **given) for day in days])


def guardian(cast: Cast, name: str, *, has_parental_responsibility: bool = True):
    person = a_person(cast.owner, "Foresatt", name, email=f"{name.lower()}@hjemme.no")
    GuardianLink.objects.create(
        key=key_of(b"x", "guardian", name), pupil=cast.pupils["a1"], guardian=person,
        has_parental_responsibility=has_parental_responsibility,
    )  # fmt: skip
    return person


def written(cast: Cast, wish: Wish = NOTICE, by: str = "contact_a", **given) -> Letter:
    told = {"place": "Rom 12"} if wish.kind == "invitation" else {}
    return write_letter(
        pupil=cast.pupils["a1"], school=cast.school, case=None, wish=wish, by=by, at=NOON,
        **{"form_id": uuid.uuid4()} | told | given,
    )  # fmt: skip


def sent(letter: Letter, choices: dict | None = None, by: str = "contact_a") -> bool:
    seen = draft_of(letter, NOON, choices).seen
    return send_letter(letter=letter, choices=choices or {}, seen=seen, by=by, at=NOON)


def state(letter: Letter) -> str:
    return standing_of(Letter.objects.get(pk=letter.pk)).state.key
