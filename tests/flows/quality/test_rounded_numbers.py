"""Where an owner rounds to 5, whoever may not see the pupils reads multiples of 5; whoever may, reads the number."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.builders import a_flag, a_person, enrol
from tests.cast import TODAY
from tests.effects import AFTER, BEFORE, WITH_IT, compare_all, make_county
from tests.flows.completion.county import fill
from tests.flows.quality.test_figures import raised, spoken
from tests.past_years import past_years
from tests.records import a_calendar, put
from tettpaa.look_back.completion.jobs import count_completion
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.quality.models import FigureTotal
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.look_back.statistics.models import BoardTotal
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.disclosure.actions import choose_rounding

AT = dt.datetime(2025, 10, 14, 10, tzinfo=dt.UTC)
WORDS = "avrundet til nærmeste 5"


def rounds(cast, to: int = 5) -> None:
    choose_rounding(
        owner=cast.owner, rounded_to=to, valid_from=TODAY, reason="Små skoler", by="administrator", at=AT, on=TODAY
    )


def read(client, cast, page: str, *args: object, user: str = "analyst") -> str:
    """The page as text, without its menu."""
    client.force_login(cast.users[user])
    answer = client.get(reverse(page, args=args))
    assert answer.status_code == 200
    body = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\N{NO-BREAK SPACE}", " ").split())


def taken_out(client, part: str) -> str:
    return b"".join(client.get(reverse("report_table", args=[part, "csv"]))).decode("utf-8-sig").replace("\xa0", " ")


def pupils_counted(text: str) -> list[int]:
    """Every number that stands before 'elever' or 'elev'."""
    return [int(number) for number in re.findall(r"(\d+) elev(?:er)?\b", text)]


@pytest.fixture
def grown(cast):
    """22 pupils more at each school, 12 of Skole A's with a flag, and a figure of 8 of 19 at each."""
    for school in (cast.school, cast.school_elsewhere):
        put(school, "calendar", a_calendar())
        for number in range(22):
            name = f"{school.name} {number}"
            cast.pupils[name] = a_person(cast.owner, "Elev", name)
            enrol(cast.pupils[name], school)
    for number in range(12):
        raised(cast, f"Skole A {number}", TODAY - dt.timedelta(days=5))
        a_flag(cast.pupils[f"Skole A {number}"], cast.school, TODAY - dt.timedelta(days=5))
        spoken(cast, f"Skole A {number}", TODAY - dt.timedelta(days=1))
    count_schools(cast.owner, TODAY)
    count_figures(cast.owner, TODAY)
    FigureTotal.objects.filter(figure="flag_talk").update(met=8, unmet=11, unknown=6, median_days=3)
    return cast


def test_the_owners_board_shows_fives_and_shares_of_them(grown, client):
    assert "Skole A 28 0 43 % 12 elever" in read(client, grown, "owner")
    rounds(grown)
    told = read(client, grown, "owner")
    # 12 of 28 pupils: 10 of 30.
    assert "Skole A 30 0 33 % 10 elever" in told and "Skole A 10 10 elever" in told
    counted = pupils_counted(told)
    assert counted and not any(number % 5 for number in counted)
    assert told.count(WORDS) == 5, "once for the page, and in what each of four tables counts"


def test_the_owners_file_and_report_say_it_too(grown, client):
    rounds(grown)
    client.force_login(grown.users["analyst"])
    told = taken_out(client, "schools")
    assert '"30"' in told and "33 % (10 elever)" in told and WORDS in told
    assert WORDS in read(client, grown, "report")
    pdf = client.get(reverse("report_pdf", args=["nn"]))
    assert pdf.status_code == 200


def test_practice_is_shares_of_what_is_rounded(grown, client):
    rounds(grown)
    told = read(client, grown, "owner_practice")
    # 8 of 19: 10 of 20, and 6 of whom nobody knows yet: 5.
    assert re.search(r"Skole A 50 % mellom 30 og 70 % 20 5 ", told) and WORDS in told


def test_a_leaders_own_school_is_as_counted_and_last_years_is_not(grown, client):
    own = [read(client, grown, page, grown.school.key, user="leader") for page in ("school_numbers", "school_practice")]
    assert "Flagg reist 12 12 elever" in own[0] and "12 av 12" in own[1] and "42 %" in own[1]
    rounds(grown)
    again = [
        read(client, grown, page, grown.school.key, user="leader") for page in ("school_numbers", "school_practice")
    ]
    assert again[0] == own[0]
    assert "12 av 12" in again[1] and "50 %" in again[1] and f"I fjor: Antallene er {WORDS}" in again[1]


def test_completion_is_rounded_on_the_page_in_the_file_and_for_a_school_without_counting_anew(cast, client):
    fill(cast)
    count_completion(cast.owner, TODAY)
    before = read(client, cast, "completion")
    assert "60,0 % 120 elever" in before and "16,0 % 32 elever" in before
    rounds(cast)
    told = read(client, cast, "completion")
    assert "15,0 % 30 elever" in told and "76,0 %" not in told and WORDS in told
    # 60 in time and 16 later at the school: 76, so 75 of 100.
    assert "75,0 %" in read(client, cast, "completion_of_school", cast.school.key, user="leader")
    assert not any(number % 5 for number in pupils_counted(told))
    assert WORDS in read(client, cast, "completion_leaving") and WORDS in read(client, cast, "completion_passages")
    text = b"".join(client.get(reverse("completion_file", args=[cast.owner.pk]))).decode("utf-8-sig")
    numbers = [
        int(number) for line in text.splitlines() if "2019" in line for number in re.findall(r'"(\d+)"', line)[1:]
    ]
    assert numbers and not any(number % 5 for number in numbers) and WORDS in text


def test_what_a_measure_came_to_is_told_of_rounded_pupils(cast, client):
    before = BEFORE[::5] + BEFORE[1::5]
    make_county(cast, lambda number: before + AFTER[: 2 if number < WITH_IT else 6])
    compare_all(cast)
    exact = pupils_counted(read(client, cast, "effects_of_owner"))
    rounds(cast)
    told = read(client, cast, "effects_of_owner")
    assert WITH_IT % 5 and WITH_IT in exact and WITH_IT not in pupils_counted(told) and WORDS in told
    own = read(client, cast, "effects_of_school", cast.school.key, user="leader")
    assert f"{WITH_IT} elever, med fraværet" in own and WORDS not in own
    left = [cast.pupils[f"m{number}"] for number in range(8)]
    Enrolment.objects.filter(pupil__in=left).update(valid_to=TODAY - dt.timedelta(days=4))
    own = read(client, cast, "effects_of_school", cast.school.key, user="leader")
    assert f"{WITH_IT - 8} elever, med fraværet" in own and "10 elever som ikke går her lenger" in own and WORDS in own


def test_replay_is_rounded_for_the_owner_and_not_for_a_leader(cast, client):
    past_years(cast)
    rounds(cast, to=3)
    asked = {
        "r0-key": "dager", "r0-title": "Dager", "r0-advice": "", "r0-c0-k0-indicator": "absence_days",
        "r0-c0-k0-comparison": "at_least", "r0-c0-k0-window": "school_days", "r0-c0-k0-days": "20",
        "r0-c0-k0-value": "5", "act": "show", "prov": "levert-askim",
    }  # fmt: skip

    def told(user: str) -> str:
        client.force_login(cast.users[user])
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.post(reverse("replay"), asked).content.decode()))

    assert "flagget før 50 % 10 av 20" in told("leader") and "avrundet" not in told("leader")
    assert "flagget før 43 % 9 av 21" in told("analyst") and "avrundet til nærmeste 3" in told("analyst")


def test_a_number_of_things_is_rounded_with_its_pupils(grown, client):
    BoardTotal.objects.filter(school=grown.school, number="talks").update(things=17, pupils=11)
    BoardTotal.objects.filter(school=grown.school, number="contacts").update(things=17, pupils=11)
    rounds(grown)
    assert "Skole A 10 10 elever 15 10 elever 15 10 elever" in read(client, grown, "owner")
