"""Grades, admission and notices in the demo county."""

import datetime as dt
import zlib
from collections.abc import Collection, Mapping

from tettpaa.demo.county.profile import Profile


def assess_core_subjects(profile: Profile, on: dt.date, own: Collection[str]) -> None:
    """A first grade in each core subject a pupil is taught, a little above the weakest the pupil came in with.

    `own` are subjects of the demo's own groups: pupils who are taught nothing else get a grade there.
    """
    subject = {row["group_id"]: row["subject_code"] for row in profile.where("groups", kind="teaching")}
    core = {row["subject_code"] for row in profile.tables["subjects"] if row["core"] or row["subject_code"] in own}
    weakest = {row["pupil_id"]: int(row["lowest_core_grade"]) for row in profile.tables["admissions"]}
    taught = {(row["person_id"], subject[row["group_id"]], row["group_id"]) for row in profile.tables["memberships"]
              if row["role"] == "pupil" and row["group_id"] in subject}  # fmt: skip
    for pupil, code, group in sorted(taught):
        if code in core:
            value = min(6, max(2, weakest[pupil] + zlib.crc32(f"{pupil} {code}".encode()) % 3))
            profile.add("grades", pupil_id=pupil, subject_code=code, term="h1", value=value, scale="grade",
                        set_on=on, number=1, group_id=group)  # fmt: skip


def tell(profile: Profile, pupil: str, story: Mapping) -> None:
    """Notices, admission and grades of a story; its grades stand for the first one in their subject."""
    for notice in story.get("notices", ()):
        profile.add("notices", pupil_id=pupil, **notice)
    for row in profile.where("admissions", pupil_id=pupil):
        row.update({name: str(value) for name, value in story.get("admission", {}).items()})
    for grade in story.get("grades", ()):
        profile.drop("grades", pupil_id=pupil, subject_code=grade["subject_code"])
    for number, grade in enumerate(story.get("grades", ()), start=1):
        profile.add("grades", pupil_id=pupil, term="h1", scale="grade", number=number, **grade)


def admit_without_worry(profile: Profile, pupil: str) -> None:
    """Came in on the first choice with middling points and little absence."""
    for row in profile.where("admissions", pupil_id=pupil):
        row.update(choice="1", grunnskolepoeng="42.00", earlier_absence_days="3", lowest_core_grade="4")
