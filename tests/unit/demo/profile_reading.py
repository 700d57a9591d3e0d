"""Reads a county's files in the plainest way, for tests that count again what the generator claims."""

import csv
from collections import defaultdict
from pathlib import Path

NO_ABSENCE = ("!", "R")  # other teaching and a right: not absence

Spans = dict[tuple[str, str], list[tuple[str, str]]]


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def school_days(folder: Path) -> list[str]:
    return sorted({row["on"] for row in rows(folder, "calendar") if row["is_school_day"] == "true"})


def member_days(folder: Path) -> Spans:
    """(person, group) → spans of membership as a pupil."""
    spans = defaultdict(list)
    for row in rows(folder, "memberships"):
        if row["role"] == "pupil":
            spans[row["person_id"], row["group_id"]].append((row["valid_from"], row["valid_to"] or "9999"))
    return spans


def held_lessons(folder: Path) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """(pupil, day) → (group, lesson) of every lesson that was held for the pupil."""
    held = defaultdict(list)
    for row in rows(folder, "lessons"):
        if row["is_held"] != "false":
            held[row["group_id"]].append((row["on"], row["lesson"]))
    found = defaultdict(set)
    for (person, group), spans in member_days(folder).items():
        for on, lesson in held[group]:
            if any(since <= on <= until for since, until in spans):
                found[person, on].add((group, lesson))
    return found


def missed_lessons(folder: Path) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """(pupil, day) → (group, lesson) of every lesson the pupil was away from."""
    missed = defaultdict(set)
    for row in rows(folder, "absences"):
        if row["unit"] == "lesson" and row["is_late"] == "false" and row["code"] not in NO_ABSENCE:
            missed[row["pupil_id"], row["on"]].add((row["group_id"], row["lesson"]))
    return missed


def whole_days(folder: Path) -> dict[str, set[str]]:
    """Pupil → days away from every lesson that was held, or written as one row for the day."""
    held, found = held_lessons(folder), {row["pupil_id"]: set() for row in rows(folder, "enrolments")}
    for (pupil, on), lessons in missed_lessons(folder).items():
        if held[pupil, on] <= lessons:
            found[pupil].add(on)
    for row in rows(folder, "absences"):
        if row["unit"] == "day":
            found[row["pupil_id"]].add(row["on"])
    return found
