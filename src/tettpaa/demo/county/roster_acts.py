"""What a story does to the roster: names, changes of class, leaving, groups of one's own."""

import datetime as dt
from collections.abc import Mapping

from tettpaa.demo.county.cast import Cast, Staff
from tettpaa.demo.county.profile import Profile
from tettpaa.demo.volume.facts import LESSON_MINUTES
from tettpaa.demo.volume.ids import guardian_id, pupil_id
from tettpaa.demo.volume.movements import PROGRAMME_CHANGED

ONE_DAY = dt.timedelta(days=1)
OF_ROLE = {"leader": "leader", "counsellor": "counsellor", "administrator": "administrator"}


def person_of(profile: Profile, staff: Staff) -> str:
    """The id of a member of staff in the roster, by the post the cast gives."""
    post = staff.post
    if not post:
        return staff.owner_person_id
    if "pupil" in post:
        return pupil_id(int(str(post["pupil"])))
    if "guardian_of" in post:
        return guardian_id(int(str(post["guardian_of"])), int(str(post["home"])) - 1)
    school = str(post["school"])
    for role in ("contact_teacher", "teacher"):
        if role in post:
            group = profile.group_named(school, str(post[role]))
            return profile.where("memberships", group_id=group, role=role)[0]["person_id"]
    ((role, place),) = ((role, post[role]) for role in OF_ROLE if role in post)
    found = profile.where("employments", school_id=school, role=role)
    return found[int(str(place)) - 1]["person_id"]


def name_staff(profile: Profile, people: Mapping[str, Staff]) -> None:
    """Give the people of the cast their names; `people` are by id in the roster."""
    for person, staff in people.items():
        if not staff.post and not profile.where("people", person_id=person):
            profile.add("people", person_id=person, given_name="", family_name="",
                        email=f"{staff.username}@fylke.example")  # fmt: skip
        rename(profile, person, staff.given_name, staff.family_name, staff.sex)


def rename(profile: Profile, person: str, given_name: str, family_name: str, sex: str) -> None:
    """Give somebody in the roster another name; guardians who shared the old family name share the new."""
    family = [person, *(link["guardian_id"] for link in profile.where("guardian_links", pupil_id=person))]
    rows = {row["person_id"]: row for row in profile.tables["people"] if row["person_id"] in family}
    if person not in rows:
        return
    old = rows[person]["family_name"]
    rows[person].update(given_name=given_name, sex=sex)
    for row in rows.values():
        if row["family_name"] in (old, ""):
            row["family_name"] = family_name


def leave_work(profile: Profile, person: str, school: str, left: Mapping) -> None:
    """A member of staff's last day: whoever teaches the group named takes over the lessons, and the class, the day after."""
    last, heir = left["on"], profile.group_named(school, left["taken_over_by_teacher_of"])
    (after,) = {row["person_id"] for row in profile.where("memberships", group_id=heir, role="teacher")}
    for row in profile.where("employments", person_id=person):
        row["valid_to"] = last.isoformat()
    for row in profile.where("memberships", person_id=person):
        row["valid_to"] = last.isoformat()
        profile.add("memberships", **(row | {"person_id": after, "valid_from": last + ONE_DAY, "valid_to": None}))
    for row in profile.where("lessons", teacher_id=person):
        if row["on"] > last.isoformat():
            row["teacher_id"] = after
            row["registered_by_id"] = after if row["registered_by_id"] else ""


def leave(profile: Profile, pupil: str, on: dt.date, leaving_code: str) -> None:
    """The pupil's last day, with the national reason code; nothing is written about lessons after it."""
    for row in profile.where("enrolments", pupil_id=pupil):
        row["valid_to"], row["leaving_code"] = on.isoformat(), leaving_code
    _end_memberships(profile, pupil, on)


def change_class(profile: Profile, pupil: str, like: str, on: dt.date) -> None:
    """From `on` the pupil is in the class and groups of pupil `like`, on that pupil's programme."""
    (old,) = profile.where("enrolments", pupil_id=pupil)
    (new,) = profile.where("enrolments", pupil_id=like)
    _end_memberships(profile, pupil, on - ONE_DAY)
    old["valid_to"], old["leaving_code"] = (on - ONE_DAY).isoformat(), PROGRAMME_CHANGED
    profile.add("enrolments", **(new | {"pupil_id": pupil, "valid_from": on}))
    for row in profile.where("memberships", person_id=like, role="pupil"):
        profile.add("memberships", **(row | {"person_id": pupil, "valid_from": on}))
    profile.tables["absences"] = [
        row for row in profile.tables["absences"] if row["pupil_id"] != pupil or row["on"] < on.isoformat()
    ]


def take_out_of_class(profile: Profile, pupil: str) -> None:
    """The pupil stays in the teaching groups, and is in no class."""
    classes = {row["group_id"] for row in profile.where("groups", kind="class")}
    profile.tables["memberships"] = [
        row for row in profile.tables["memberships"] if row["person_id"] != pupil or row["group_id"] not in classes
    ]


def move_to_group(profile: Profile, pupil: str, group: str) -> None:
    """The pupil is taught in this group only, and stays in the class."""
    teaching = {row["group_id"] for row in profile.where("groups", kind="teaching")} - {group}
    profile.tables["memberships"] = [
        row for row in profile.tables["memberships"] if row["person_id"] != pupil or row["group_id"] not in teaching
    ]
    (example,) = profile.where("memberships", person_id=pupil, role="pupil")
    profile.add("memberships", **(example | {"group_id": group}))


def open_group(profile: Profile, told: Mapping, teacher: str, cast: Cast, school_days: list[dt.date]) -> None:
    """A teaching group of the demo's own, with lessons every school day, registered only as far as told."""
    school, subject = told["school"], told["subject"]
    group = f"{school}-{min(school_days).year % 100:02}-{told['name']}"
    profile.add("subjects", school_id=school, subject_code=subject["code"], name=subject["name"],
                planned_hours=subject["hours"], lesson_minutes=LESSON_MINUTES)  # fmt: skip
    profile.add("groups", group_id=group, school_id=school, name=told["title"], kind="teaching",
                subject_code=subject["code"], year_level="Vg1")  # fmt: skip
    profile.add("memberships", group_id=group, person_id=teacher, role="teacher", valid_from=min(school_days))
    starts = {row["lesson"]: row["starts"] for row in profile.tables["lessons"]}
    for day in school_days:
        is_registered = day <= min(told["registered_through"], cast.today)
        for lesson in range(1, told["lessons_a_day"] + 1):
            profile.add("lessons", group_id=group, on=day, lesson=lesson, starts=starts[str(lesson)],
                        minutes=LESSON_MINUTES, is_held=None if day > cast.today else True,
                        registered_on=day if is_registered else None, teacher_id=teacher,
                        registered_by_id=teacher if is_registered else None)  # fmt: skip


def _end_memberships(profile: Profile, pupil: str, last: dt.date) -> None:
    for row in profile.where("memberships", person_id=pupil, role="pupil"):
        row["valid_to"] = last.isoformat()
