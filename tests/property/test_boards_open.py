"""Every number of a class's and a school's board is the sum of what it opens to, whatever the year has been."""

import datetime as dt
import uuid
from collections import Counter
from random import Random
from statistics import median

import pytest
from django.urls import reverse

from tests.builders import SCHOOL_YEAR, a_flag, a_person, a_rule_set, belong, enrol
from tests.cast import TODAY, Cast
from tests.effects import begin
from tests.flows.plans.made import AT, a_case, a_plan
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tests.rights import rights_of
from tests.signed_in import SignedInClient
from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.models import Talk
from tettpaa.identify.flags.models import FlagEvent
from tettpaa.kit.html.table_rows import Cell
from tettpaa.look_back.quality.figures import figures
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.quality.models import FigureTotal
from tettpaa.pages.boards.numbers import NUMBERS
from tettpaa.pages.boards.places import class_at, school_at
from tettpaa.pages.boards.weeks import behind_week
from tettpaa.pages.school_board.kept_today import forget_kept
from tettpaa.schools.people.models import Enrolment

DAYS = school_days_between(dt.date(2025, 8, 18), dt.date(2025, 10, 13))


@pytest.fixture(params=range(4))
def drawn(cast: Cast, request) -> Cast:
    """Fifteen pupils more, some in no class; each may be flagged, spoken with, followed up and away, or not."""
    draw = Random(request.param)
    put(cast.school, "calendar", a_calendar())
    for number in range(15):
        pupil = cast.pupils[f"n{number}"] = a_person(cast.owner, "Elev", f"Nummer {number}")
        enrol(pupil, cast.school)
        for group in draw.choice([(), (cast.class_a, cast.norwegian_a), (cast.class_b, cast.norwegian_a)]):
            belong(pupil, group)
        where = {
            "programme_code": draw.choice(["", "STUSP1----", "HSHSF1----"]),
            "year_level": draw.choice(["", "Vg1", "Vg2"]),
        }
        Enrolment.objects.filter(pupil=pupil).update(**where)
    _lessons(cast, draw)
    for name in sorted(set(cast.pupils) - {"left", "elsewhere"}):
        _happens(cast, name, draw)
    forget_kept()
    yield cast
    forget_kept()


def _lessons(cast: Cast, draw: Random) -> None:
    teachers = [cast.users["subject"].person, cast.users["contact_b"].person]
    put(cast.school, "lessons", [
        a_lesson(cast.norwegian_a, day, registered=draw.random() < 0.9, teacher=draw.choice(teachers)) for day in DAYS
    ])  # fmt: skip
    put(cast.school, "absences", [
        an_absence(pupil, cast.norwegian_a, day)
        for pupil in cast.pupils.values() for day in DAYS if draw.random() < 0.15
    ])  # fmt: skip


def _happens(cast: Cast, name: str, draw: Random) -> None:
    pupil = cast.pupils[name]
    for on in sorted(draw.sample(DAYS, draw.choice([0, 1, 2]))):
        version = a_rule_set(cast.owner)
        event = {"pupil": pupil, "school": cast.school, "school_year": SCHOOL_YEAR, "rule_set": version.rule_set}
        FlagEvent.objects.create(
            **event, version=version, rule="3-dager", kind=draw.choice(["raised", "cleared"]), on=on
        )
    if draw.random() < 0.4:
        a_flag(pupil, cast.school, draw.choice(DAYS))
    for on in draw.sample(DAYS, draw.choice([0, 0, 1, 3])):
        told = {"on": on, "channel": "phone", "was_reached": draw.random() < 0.7, "line": "Er trøtt"}
        record_contact(pupil=pupil, **told, by="leader", at=AT)
    if draw.random() < 0.3:
        Talk.objects.create(
            pupil=pupil, kind="half_year", on=draw.choice(DAYS), channel="in_person", is_held=draw.random() < 0.8,
            was_reached=True, interpreter="none", form_id=uuid.uuid4(), recorded_at=AT, recorded_by="leader",
        )  # fmt: skip
    _followed_up(cast, name, draw)


def _followed_up(cast: Cast, name: str, draw: Random) -> None:
    followed = draw.random()
    if followed < 0.2:
        begin(cast, cast.pupils[name])
    elif followed < 0.5:
        case = a_case(cast, name, draw.choice(["contact_a", "contact_b", "counsellor"]))
        if draw.random() < 0.5:
            a_plan(case, is_in_force=draw.random() < 0.7)


def value(cell: object) -> object:
    return cell.value if isinstance(cell, Cell) else cell


@pytest.fixture
def board(drawn: Cast):
    """Who asks → the board's parts by key, and what an address answers with."""

    def asked(user: str, name: str, key: int):
        client = SignedInClient()
        client.force_login(drawn.users[user])

        def told(url: str) -> dict:
            return client.get(url).context

        return {part.key: part for part in told(reverse(name, args=[key]))["parts"]}, told

    return asked


PLACES = (("contact_a", "class_numbers", "class_a"), ("leader", "school_numbers", "school"))


@pytest.mark.parametrize(("user", "name", "place"), PLACES)
def test_every_number_is_the_list_it_opens_to(drawn, board, user, name, place):
    parts, told = board(user, name, getattr(drawn, place).key)
    rows = {str(row["what"].value): row for row in parts["numbers"].rows}
    for number in NUMBERS:
        row = rows[str(number.label)]
        behind = told(row["what"].url)["rows"]
        days = [found for each in behind if isinstance(found := value(each["days"]), int)]
        assert row["things"] == len(behind), number.key
        assert row["pupils"] == len({each["pupil"].url for each in behind}), number.key
        if number.days and behind:
            assert row["days"] == (median(days) if days else None), number.key


@pytest.mark.parametrize(("user", "name", "place"), PLACES)
def test_every_share_is_of_the_hours_behind_it(drawn, board, user, name, place):
    parts, told = board(user, name, getattr(drawn, place).key)
    everybody = 0
    for key in (key for key in parts if key.startswith("absence-")):
        rows = parts[key].rows
        everybody = everybody or sum(row["pupils"] for row in rows)
        assert sum(row["pupils"] for row in rows) == everybody, "nobody is in two lines, or in none"
        for row in rows:
            behind = told(row["group"].url)["rows"]
            away, registered = (sum(each[what] or 0 for each in behind) for what in ("away", "registered"))
            assert row["pupils"] == len(behind)
            assert row["percent"].order == (pytest.approx(100 * away / registered) if registered else None)


@pytest.mark.parametrize(("user", "name", "place"), PLACES)
def test_every_week_is_the_hours_and_days_behind_it(drawn, board, user, name, place):
    parts, told = board(user, name, getattr(drawn, place).key)
    weeks = [week for week in parts["development"].weeks if week.now is not None]
    assert len(weeks) == 9
    for week in weeks:
        page = told(week.url)
        away, registered = (sum(each[what] for each in page["rows"]) for what in ("away", "registered"))
        assert week.now == pytest.approx(100 * away / registered) == pytest.approx(page["total"].percent)
        days = [hours for each in behind_week_of(drawn, user, place, week.number) for hours in each.days.values()]
        assert sum(days) == pytest.approx(away)


def behind_week_of(drawn: Cast, user: str, place: str, number: int):
    rights = rights_of(drawn.users[user])
    return behind_week(
        rights, (class_at if place == "class_a" else school_at)(rights, getattr(drawn, place).key), number
    )


def test_a_schools_weeks_are_the_same_on_its_own_page(drawn, board):
    parts, told = board("leader", "school_numbers", drawn.school.key)
    assert told(reverse("school_board", args=[drawn.school.key]))["weeks"] == parts["development"].weeks


def test_every_quality_measure_is_the_list_it_opens_to(drawn, board):
    parts, told = board("leader", "school_practice", drawn.school.key)
    assert len(parts["practice"].rows) == len(figures())
    for row in parts["practice"].rows:
        answers = [each["answer"].order for each in told(row["what"].url)["rows"]]
        done, known = answers.count(2), len(answers) - answers.count(1)
        assert row["done"].value == (f"{done} av {known}" if known else "ingen ennå")
        assert row["unknown"] == answers.count(1)


def test_who_carries_what_is_what_they_open_to(drawn, board):
    parts, told = board("leader", "school_numbers", drawn.school.key)
    rows = parts["workload"].rows
    for row in rows:
        if isinstance(row["cases"], Cell):
            assert row["cases"].value == len(told(row["cases"].url)["rows"])
        if row["meetings"].url:
            behind = told(row["meetings"].url)["rows"]
            assert (row["meetings"].value, row["hours"]) == (len(behind), sum(each["hours"] for each in behind))
    numbers = {row["what"].url.rpartition("/")[2]: row["things"] for row in parts["numbers"].rows}
    assert sum(value(row["cases"]) for row in rows) == numbers["cases"]


def test_a_schools_numbers_are_those_of_its_own_pages_and_classes(drawn, board):
    parts, told = board("leader", "school_numbers", drawn.school.key)
    numbers = {row["what"].url.rpartition("/")[2]: row["things"] for row in parts["numbers"].rows}
    keys = told(reverse("school_board", args=[drawn.school.key]))["numbers"]
    waiting, registration, unexplained, raised = keys
    assert waiting.value == numbers["waiting"] == len(told(waiting.url)["rows"])
    assert raised.value == len(told(raised.url)["rows"])
    assert unexplained.value == len(told(unexplained.url)["entries"])
    by_teacher = told(registration.url)["rows"]
    assert registration.value == sum(value(row["missing"]) if isinstance(value(row["missing"]), int) else row["missing"].order
                                     for row in by_teacher) == parts["numbers"].rows[-1]["things"]  # fmt: skip
    assert sum(row["waiting"] for row in parts["classes"].rows) == waiting.value
    for row in parts["classes"].rows:
        page = told(row["class"].url)
        assert row["pupils"] == len(page["rows"])
        if "page" in page:
            assert row["waiting"] == sum(member.waiting is not None for member in page["page"].members)


def test_every_quality_measure_counted_at_night_is_the_list_it_opens_to(drawn, board):
    """Done, not done and not known yet, each as many as the pupils behind."""
    count_figures(drawn.owner, TODAY)
    parts, told = board("leader", "school_practice", drawn.school.key)
    for row in parts["practice"].rows:
        key = row["what"].url.strip("/").split("/")[-1]
        kinds = {0: "unmet", 1: "unknown", 2: "met"}
        counted = Counter(kinds[each["answer"].order] for each in told(row["what"].url)["rows"])
        at_night = FigureTotal.objects.get(school=drawn.school, school_year=SCHOOL_YEAR, figure=key)
        assert {name: getattr(at_night, name) for name in kinds.values()} == {
            name: counted[name] for name in kinds.values()
        }, key
