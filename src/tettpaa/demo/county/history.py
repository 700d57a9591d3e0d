"""What was before this year: pupils of earlier autumns, and last year's classes, leavers and measures (`history.toml`)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

import numpy as np

from tettpaa.demo.county import roster_acts
from tettpaa.demo.county.cast import SEED, Cast
from tettpaa.demo.county.profile import Lesson, Profile, Row
from tettpaa.demo.volume.cohorts import Earlier, earlier_pupils
from tettpaa.demo.volume.facts import courses
from tettpaa.demo.volume.ids import pupil_id
from tettpaa.demo.volume.plan import Plan, School, SchoolClass

GIVEN_NAME = "Elev"  # of whoever has left: the import asks for a name, and none is invented
CODE = "X"
NOT_PASSED = ("1", "IV")
SPREAD = 0.4  # of how absence goes on, as the standard deviation of its logarithm


def earlier_without_names(cast: Cast) -> Iterator[Earlier]:
    """Pupils of the autumns that have been followed to the end, known by number."""
    schools = [
        School(number, key, name, tuple(
            SchoolClass(told["name"], courses()[told["course"]], range(told["pupils"]))
            for told in cast.history["starters"] if told["school"] == key
        ))
        for number, (key, name) in enumerate(cast.schools.items())
    ]  # fmt: skip
    for one in earlier_pupils(Plan(cast.county, max(cast.school_years), SEED, tuple(schools))):
        yield replace(one, person=replace(one.person, given_name=GIVEN_NAME, family_name=str(one.number)))


def tell_last_year(cast: Cast, profile: Profile, this_year: Profile, person_of: Mapping[str, str]) -> None:
    """Change the generated files of last year. `person_of` is by user name, as in the roster of this year."""
    for told in cast.history["taught"]:
        _put_in_charge(profile, this_year, person_of[told["teacher"]], told["school"], told["name"])
    for told in cast.history["left"]:
        for number, day in told["on"].items():
            _leave(profile, pupil_id(int(number)), day, told["code"])
    _grade(profile, {pupil_id(story["pupil"]) for story in cast.stories}, cast.history["failed"])
    _take_names(profile, {row["pupil_id"] for row in this_year.tables["enrolments"]})
    for told in cast.history["measure"]:
        _be_away(profile, told)


def _put_in_charge(profile: Profile, this_year: Profile, person: str, school: str, name: str) -> None:
    """The member of staff is contact teacher of the class, and works at the school, if only this year's roster knows it."""
    if not profile.where("people", person_id=person):
        profile.tables["people"] += [dict(row) for row in this_year.where("people", person_id=person)]
    charge, *_others = profile.where("memberships", group_id=profile.group_named(school, name), role="contact_teacher")
    if not profile.where("employments", person_id=person):
        profile.add("employments", person_id=person, school_id=school, role="teacher", valid_from=charge["valid_from"],
                    valid_to=charge["valid_to"])  # fmt: skip
    charge["person_id"] = person


def _leave(profile: Profile, pupil: str, on: dt.date, code: str) -> None:
    roster_acts.leave(profile, pupil, on, code)
    profile.tables["absences"] = [
        row for row in profile.tables["absences"] if row["pupil_id"] != pupil or row["on"] <= on.isoformat()
    ]


def _grade(profile: Profile, with_stories: set[str], failed: list[Mapping]) -> None:
    """Whom a story of this year is about passed everything last year but for what is told."""
    told = {(pupil_id(each["pupil"]), each["subject"], "final") for each in failed}
    for row in profile.tables["grades"]:
        if (row["pupil_id"], row["subject_code"], row["term"]) in told:
            row["value"] = "1"
        elif row["pupil_id"] in with_stories and row["value"] in NOT_PASSED:
            row["value"] = "2"


def _take_names(profile: Profile, still_here: set[str]) -> None:
    """Pupils of last year alone have numbers, and guardians who are nobody's have gone with them."""
    gone = {row["pupil_id"] for row in profile.tables["enrolments"]} - still_here
    links = profile.tables["guardian_links"]
    profile.tables["guardian_links"] = [row for row in links if row["pupil_id"] not in gone]
    guardians = {row["guardian_id"] for row in links} - {row["guardian_id"] for row in profile.tables["guardian_links"]}
    people: list[Row] = [row for row in profile.tables["people"] if row["person_id"] not in guardians]
    for row in people:
        if row["person_id"] in gone:
            row.update(given_name=GIVEN_NAME, family_name=str(int(row["person_id"][1:])), email="", feide_name="")
    profile.tables["people"] = people


def _be_away(profile: Profile, told: Mapping) -> None:
    """The absence of those with a measure and of those without, from the first school day to some weeks after it began."""
    shares = {pupil_id(number): told[what] for group in told["groups"]
              for name, what in (("with_it", "after"), ("without", "by_itself"))
              for number in range(group[name][0], group[name][1] + 1)}  # fmt: skip
    until = told["until"].isoformat()
    profile.tables["absences"] = [
        row for row in profile.tables["absences"] if row["pupil_id"] not in shares or row["on"] > until
    ]
    registered = {
        (row["group_id"], row["on"], int(row["lesson"])) for row in profile.tables["lessons"] if row["registered_on"]
    }
    for pupil, lessons in profile.lessons_by_pupil(set(shares), dt.date.min, told["until"]).items():
        for lesson in _missed(pupil, lessons, told, shares[pupil]):
            if (lesson.group, lesson.on, lesson.number) in registered:
                _miss(profile, pupil, lesson)


def _missed(pupil: str, lessons: list[Lesson], told: Mapping, after: int) -> Iterator[Lesson]:
    """The first lessons of the day, as many each day as come to the share: some pupils half of it, some half as much again.
    How it goes on differs more than how it was.
    """
    rng = np.random.default_rng([SEED, int(pupil[1:])])
    own, goes_on, owed = rng.uniform(0.5, 1.5), rng.lognormal(0, SPREAD), rng.random()
    rises, begins = (told[name].isoformat() for name in ("since", "begins"))
    for on, day in groupby(lessons, key=lambda lesson: lesson.on):
        held = list(day)
        share = after * goes_on if on >= begins else told["before"] if on >= rises else told["earlier"]
        owed += share / 100 * own * len(held) * rng.uniform(0.6, 1.4)
        yield from held[: int(owed)]
        owed -= min(int(owed), len(held))


def _miss(profile: Profile, pupil: str, lesson: Lesson) -> None:
    profile.add(
        "absences", absence_id=f"{pupil}.{lesson.on}.{lesson.number}", pupil_id=pupil, on=lesson.on, unit="lesson",
        lesson=lesson.number, starts=lesson.starts, minutes=lesson.minutes, group_id=lesson.group,
        subject_code=lesson.subject, code=CODE, is_late=False,
    )  # fmt: skip
