"""A small school counted by hand; a leader's number is the length of the list it opens to, an owner's tells nobody's few."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from tests.builders import SCHOOL_YEAR, a_person, a_rule_set, belong, enrol
from tests.cast import TODAY
from tests.flows.plans.made import AT, a_case, a_plan
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.rhythms import agree_rhythm
from tettpaa.identify.flags.models import FlagEvent
from tettpaa.look_back.quality.counts import counted
from tettpaa.look_back.quality.figures import Sum, figures, summed
from tettpaa.look_back.quality.jobs import count_figures, is_due
from tettpaa.look_back.quality.models import FigureTotal
from tettpaa.look_back.quality.scope import Scope

OCTOBER = {day: dt.date(2025, 10, day) for day in range(1, 15)}


@pytest.fixture
def calendar(cast) -> None:
    for school in (cast.school, cast.school_elsewhere):
        put(school, "calendar", a_calendar())


def raised(cast, pupil: str, on: dt.date) -> None:
    version = a_rule_set(cast.owner)
    FlagEvent.objects.create(
        pupil=cast.pupils[pupil], school=cast.school, school_year=SCHOOL_YEAR, rule_set=version.rule_set,
        version=version, rule="3-dager", kind="raised", on=on,
    )  # fmt: skip


def spoken(cast, pupil: str, on: dt.date, *, reached: bool = True) -> None:
    at = dt.datetime.combine(on, dt.time(10), dt.UTC)
    told = {"on": on, "channel": "phone", "was_reached": reached, "line": "Er trøtt"}
    record_contact(pupil=cast.pupils[pupil], **told, by="contact_a", at=at)


def text_of(client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def of(cast, key: str, **scope) -> Sum:
    return summed(counted(key, Scope((cast.school,), SCHOOL_YEAR, TODAY, **scope)))


def some_flags(cast) -> None:
    """Flagged on the 1st: spoken with after two school days (a1), after seven (a2), only tried (a3). b1 flagged on the 13th."""
    for pupil in ("a1", "a2", "a3"):
        raised(cast, pupil, OCTOBER[1])
    raised(cast, "a1", OCTOBER[8])
    raised(cast, "b1", OCTOBER[13])
    spoken(cast, "a1", OCTOBER[3])
    spoken(cast, "a2", OCTOBER[10])
    spoken(cast, "a3", OCTOBER[2], reached=False)


def test_flagged_and_spoken_with_is_counted_in_school_days_from_the_first_flag(cast, calendar):
    some_flags(cast)
    assert of(cast, "flag_talk") == Sum(met=1, unmet=2, unknown=1, median_days=4.5)


def test_without_a_calendar_it_is_unknown_and_never_in_time(cast):
    raised(cast, "a1", OCTOBER[1])
    spoken(cast, "a1", OCTOBER[3])
    assert of(cast, "flag_talk") == Sum(met=0, unmet=0, unknown=1, median_days=None)


@pytest.fixture
def spells(cast, calendar) -> None:
    """a1: the 1st to the 3rd of October. a2: the 1st to the 2nd only. a3: since the 10th."""
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    put(cast.school, "lessons", [a_lesson(cast.norwegian_a, day) for day in days])
    away = {"a1": (1, 2, 3), "a2": (1, 2), "a3": (10, 13, 14)}
    put(cast.school, "absences", [
        an_absence(cast.pupils[pupil], cast.norwegian_a, OCTOBER[day]) for pupil, days in away.items() for day in days
    ])  # fmt: skip


def test_a_spell_is_counted_in_school_days_from_its_first_day(cast, spells):
    spoken(cast, "b1", dt.date(2025, 9, 1))
    spoken(cast, "a1", OCTOBER[6])
    assert of(cast, "spell_talk") == Sum(met=1, unmet=0, unknown=1, median_days=3)
    assert of(cast, "spell_talk", hidden=frozenset({cast.pupils["a1"].pk})) == Sum(0, 0, 1, None)
    later = summed(counted("spell_talk", Scope((cast.school,), SCHOOL_YEAR, dt.date(2025, 10, 24))))
    assert later == Sum(met=1, unmet=1, unknown=0, median_days=3)


def test_a_spell_from_before_anybody_wrote_a_contact_here_is_unknown(cast, spells):
    in_november = Scope((cast.school,), SCHOOL_YEAR, dt.date(2025, 11, 14))
    assert summed(counted("spell_talk", in_november)) == Sum(met=0, unmet=0, unknown=2, median_days=None)
    spoken(cast, "a1", OCTOBER[6])
    assert summed(counted("spell_talk", in_november)) == Sum(met=0, unmet=1, unknown=1, median_days=None)


def test_a_talk_after_the_year_is_about_something_else(cast, calendar):
    raised(cast, "a1", dt.date(2025, 10, 1))
    spoken(cast, "a1", dt.date(2026, 8, 20))
    assert summed(counted("flag_talk", Scope((cast.school,), SCHOOL_YEAR, dt.date(2026, 9, 1)))).median_days is None


def test_a_plan_in_time_and_the_pupils_say_in_it(cast, calendar):
    a_plan(a_case(cast))
    a_plan(a_case(cast, "a2"), pupil_view="", pupil_why="Ville ikke si noe")
    a_case(cast, "a3")
    assert of(cast, "case_plan") == Sum(met=2, unmet=0, unknown=1, median_days=0)
    assert of(cast, "pupil_took_part") == Sum(met=1, unmet=1, unknown=0, median_days=None)
    assert of(cast, "own_responsible") == Sum(met=3, unmet=0, unknown=0, median_days=None)
    assert of(cast, "ppt_involved") == Sum(met=0, unmet=3, unknown=0, median_days=None)


def test_a_rhythm_that_is_late_is_no_dialogue_kept(cast, calendar):
    for pupil, begins in (("a1", OCTOBER[13]), ("a2", dt.date(2025, 9, 1))):
        agree_rhythm(
            pupil=cast.pupils[pupil], party="pupil", every_days=7, channel="phone", begins_on=begins, form_id=uuid.uuid4(),
            by="contact_a", at=AT,
        )  # fmt: skip
    assert of(cast, "dialogue_kept") == Sum(met=1, unmet=1, unknown=0, median_days=None)


def test_who_is_hidden_is_in_no_number(cast, calendar):
    some_flags(cast)
    assert of(cast, "flag_talk", hidden=frozenset({cast.pupils["a1"].pk})).met == 0


def test_a_leaders_number_is_the_list_it_opens_to(cast, calendar, client):
    some_flags(cast)
    client.force_login(cast.users["leader"])
    page = client.get(reverse("school_practice", args=[cast.school.pk])).content.decode()
    assert "1 av 3" in page
    behind = client.get(reverse("practice_behind", args=[cast.school.pk, "flag_talk"])).content.decode()
    assert all(str(cast.pupils[pupil]) in behind for pupil in ("a1", "a2", "a3", "b1"))
    assert str(cast.pupils["b2"]) not in behind


def test_what_somebody_writes_today_is_counted_at_once(cast, spells, client):
    client.force_login(cast.users["leader"])
    spoken(cast, "b1", dt.date(2025, 9, 1))

    def spells_told() -> str:
        return re.sub("<[^>]+>| +", " ", text_of(client, "school_practice", cast.school.pk)).split("begynte")[1][:90]

    before = spells_told()
    spoken(cast, "a1", OCTOBER[6])
    assert "0 av 1" in before and "1 av 1" in spells_told()


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_schools_figures_are_taken_out_as_the_page_shows_them(cast, calendar, client, file_format):
    some_flags(cast)
    client.force_login(cast.users["leader"])
    answer = client.get(reverse("practice_file", args=[cast.school.pk, "practice", file_format]))
    assert answer.status_code == 200 and "practice" in answer["Content-Disposition"]
    if file_format == "csv":
        text = answer.content.decode("utf-8-sig").replace("\N{NO-BREAK SPACE}", " ")
        assert '"Snakket med innen en skoleuke";"33 % (mellom 6 og 79 %)";"1 av 3"' in text
        assert "Små tall kan peke ut elever" in text and not any(str(each) in text for each in cast.pupils.values())
    assert client.get(reverse("practice_file", args=[cast.school.pk, "practice", "exe"])).status_code == 404
    assert client.get(reverse("practice_file", args=[cast.school.pk, "andre", "csv"])).status_code == 404


def test_a_schools_figures_go_on_paper(cast, calendar, client):
    client.force_login(cast.users["leader"])
    answer = client.get(reverse("practice_pdf", args=[cast.school.pk]))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("figure", [figure.key for figure in figures()])
def test_every_figure_opens_with_nothing_to_count(cast, client, figure):
    client.force_login(cast.users["leader"])
    assert client.get(reverse("practice_behind", args=[cast.school.pk, figure])).status_code == 200
    assert client.get(reverse("practice_behind", args=[cast.school.pk, "finnes-ikke"])).status_code == 404


@pytest.mark.parametrize("who", ["leader_elsewhere", "contact_a", "analyst", "nobody"])
def test_nobody_else_opens_a_schools_figures(cast, client, who):
    client.force_login(cast.users[who])
    assert client.get(reverse("school_practice", args=[cast.school.pk])).status_code == 404
    for name, *args in (("practice_behind", "flag_talk"), ("practice_file", "practice", "csv"), ("practice_pdf",)):
        assert client.get(reverse(name, args=[cast.school.pk, *args])).status_code == 404


def many_flags(cast, spoken_with: int, of_all: int) -> None:
    for number in range(of_all):
        name = f"n{number}"
        cast.pupils[name] = a_person(cast.owner, "Elev", f"Nummer {number}")
        enrol(cast.pupils[name], cast.school)
        belong(cast.pupils[name], cast.class_b)
        raised(cast, name, OCTOBER[1])
        if number < spoken_with:
            spoken(cast, name, OCTOBER[2])


def test_an_owner_sees_what_the_night_counted_and_no_few(cast, calendar, client):
    many_flags(cast, 8, 20)
    assert is_due(cast.owner, TODAY)
    count_figures(cast.owner, TODAY)
    count_figures(cast.owner, TODAY)
    assert not is_due(cast.owner, TODAY)
    client.force_login(cast.users["analyst"])
    page = text_of(client, "owner_practice")
    assert "40 %" in page and "mellom 22 og 61 %" in page
    FigureTotal.objects.filter(figure="flag_talk", school=cast.school, school_year=SCHOOL_YEAR).update(met=3)
    page = text_of(client, "owner_practice")
    assert "skjult" in page and "20 %" not in page


def test_a_leader_sees_no_owners_page_and_no_analyst_a_name(cast, calendar, client):
    some_flags(cast)
    count_figures(cast.owner, TODAY)
    client.force_login(cast.users["leader"])
    assert client.get(reverse("owner_practice")).status_code == 404
    client.force_login(cast.users["analyst"])
    page = text_of(client, "owner_practice")
    assert not any(str(pupil) in page for pupil in cast.pupils.values())


def test_pages_read_as_much_for_many_as_for_few(cast, calendar, client, django_assert_max_num_queries):
    many_flags(cast, 8, 20)
    count_figures(cast.owner, TODAY)
    client.force_login(cast.users["leader"])
    with django_assert_max_num_queries(48):
        client.get(reverse("school_practice", args=[cast.school.pk]))
    client.force_login(cast.users["analyst"])
    with django_assert_max_num_queries(16):
        client.get(reverse("owner_practice"))
