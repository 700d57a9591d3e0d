"""Writes the demo county's files: last year with its history, this year with its stories."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from tettpaa.demo.county import marks, roster_acts
from tettpaa.demo.county.absence_acts import AbsenceActs
from tettpaa.demo.county.cast import Cast, Staff
from tettpaa.demo.county.history import earlier_without_names, tell_last_year
from tettpaa.demo.county.profile import Profile
from tettpaa.demo.volume.calendar import school_days
from tettpaa.demo.volume.generate import Tell, generate
from tettpaa.demo.volume.ids import pupil_id
from tettpaa.demo.volume.reasons import UNMAPPED

CALM_CLASS = ("FJV", "1STA")  # where only the stories stand out
AWAY_ACTS = ("away_from", "then_away_from")


def write_county(cast: Cast, folder: Path, tell: Tell) -> dict[int, Path]:
    """One folder of the profile for each school year; the cast has the same names in both. Earlier pupils are told this year."""
    last, this = cast.school_years
    folders = {year: folder / str(year) for year in cast.school_years}
    generate(cast.plan(last), folders[last], earlier=(), tell=tell)
    generate(cast.plan(this), folders[this], until=cast.today, earlier=earlier_without_names(cast), tell=tell)
    profiles = {year: Profile.read(target) for year, target in folders.items()}
    people = people_by_id(cast, profiles[this])
    person_of = {staff.username: person for person, staff in people.items()}
    tell_last_year(cast, profiles[last], profiles[this], person_of)
    _tell_stories(cast, profiles[this], person_of)
    for year, profile in profiles.items():
        _name(cast, profile, people)
        profile.write(folders[year])
    return folders


def people_by_id(cast: Cast, profile: Profile) -> dict[str, Staff]:
    """The cast by id in the roster of this year."""
    return {roster_acts.person_of(profile, staff): staff for staff in cast.staff}


def _name(cast: Cast, profile: Profile, people: Mapping[str, Staff]) -> None:
    roster_acts.name_staff(profile, people)
    for story in cast.stories:
        roster_acts.rename(profile, pupil_id(story["pupil"]), *story["name"])


def _tell_stories(cast: Cast, profile: Profile, person_of: Mapping[str, str]) -> None:
    county = cast.county
    days = school_days(max(cast.school_years), county.autumn, county.winter)
    for told in cast.groups:
        roster_acts.open_group(profile, told, person_of[told["teacher"]], cast, days)
    for staff in cast.staff:
        if staff.left:
            school = str(staff.post["school"])
            roster_acts.leave_work(profile, person_of[staff.username], school, staff.left)
    _register_all(profile, cast)
    _write_known_codes(profile)
    for story in cast.stories:
        _change_roster(profile, story)
    for number in _calm_pupils(cast, with_stories=False):
        AbsenceActs(profile, pupil_id(number), days[0], cast.today).keep_one_day()
    for number in _calm_pupils(cast, with_stories=True):
        marks.admit_without_worry(profile, pupil_id(number))
    marks.assess_core_subjects(profile, cast.first_assessment, {told["subject"]["code"] for told in cast.groups})
    for story in cast.stories:
        _tell(profile, story, days[0], cast.today)
    _leave_unregistered(profile, cast)


def _register_all(profile: Profile, cast: Cast) -> None:
    """Every lesson held so far is registered the same day, but for those a story leaves."""
    left = {profile.group_named(told["school"], told["name"]) for told in cast.groups}
    for row in profile.tables["lessons"]:
        if row["on"] <= cast.today.isoformat() and row["is_held"] == "true" and row["group_id"] not in left:
            row["registered_on"], row["registered_by_id"] = row["on"], row["teacher_id"]


def _write_known_codes(profile: Profile) -> None:
    """Only the story about it has a code nobody has mapped."""
    for row in profile.tables["absences"]:
        if row["code"] in UNMAPPED:
            row["code"] = "X"


def _leave_unregistered(profile: Profile, cast: Cast) -> None:
    """What nobody has registered is known of nobody."""
    for told in cast.unregistered:
        group = profile.group_named(told["school"], told["group"])
        held = [row for row in profile.where("lessons", group_id=group, is_held="true")
                if row["on"] <= told["until"].isoformat()]  # fmt: skip
        for row in held[-told["lessons"] :]:
            row["registered_on"], row["registered_by_id"] = "", ""
            profile.drop("absences", group_id=group, on=row["on"], lesson=row["lesson"])


def _calm_pupils(cast: Cast, *, with_stories: bool) -> list[int]:
    """Pupils of the calm class, also those whom a story is about or only the others."""
    school, name = CALM_CLASS
    year = max(cast.school_years)
    first, last = next(one["pupils"] for one in cast.classes
                       if (one["school_year"], one["school"], one["name"]) == (year, school, name))  # fmt: skip
    told = set() if with_stories else {story["pupil"] for story in cast.stories}
    return sorted(set(range(first, last + 1)) - told)


def _change_roster(profile: Profile, story: Mapping) -> None:
    pupil = pupil_id(story["pupil"])
    if changes := story.get("changes"):
        roster_acts.change_class(profile, pupil, pupil_id(changes["to_class_of"]), changes["on"])
    if group := story.get("moved_to"):
        (school,) = {row["school_id"] for row in profile.where("enrolments", pupil_id=pupil)}
        roster_acts.move_to_group(profile, pupil, profile.group_named(school, group))
    if leaves := story.get("leaves"):
        roster_acts.leave(profile, pupil, **leaves)
    if story.get("without_class"):
        roster_acts.take_out_of_class(profile, pupil)


def _tell(profile: Profile, story: Mapping, begins: dt.date, today: dt.date) -> None:
    pupil = pupil_id(story["pupil"])
    acts = AbsenceActs(profile, pupil, begins, today)
    if "changes" not in story:
        acts.forget()
    for away in story.get("away", ()):
        acts.away(**away)
    for name in AWAY_ACTS:
        if name in story:
            acts.away_from(**story[name])
    if "scattered" in story:
        acts.scattered(**story["scattered"])
    if "late" in story:
        acts.late(**story["late"])
    marks.tell(profile, pupil, story)
