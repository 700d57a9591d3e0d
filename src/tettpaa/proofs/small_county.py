"""A county small enough to be imported hundreds of times: two schools, and a second delivery that changes them."""

from pathlib import Path

SCHOOLS = ("A", "B")
PUPILS = 14
DAYS = [f"2025-09-{day:02}" for day in range(1, 11)]


def write_first(folder: Path) -> Path:
    """The county as first delivered."""
    return _write(folder, _rows(changed=False))


def write_second(folder: Path) -> Path:
    """The same county later: a pupil has left and one has come, names and lessons are corrected, a grade withdrawn."""
    return _write(folder, _rows(changed=True))


def _rows(*, changed: bool) -> dict[str, list[str]]:
    files: dict[str, list[str]] = {
        "schools": ["school_id;name"], "people": ["person_id;given_name;family_name"],
        "enrolments": ["pupil_id;school_id;valid_from"], "groups": ["group_id;school_id;name;kind"],
        "memberships": ["group_id;person_id;role;valid_from"],
        "guardian_links": ["pupil_id;guardian_id;has_parental_responsibility"],
        "calendar": ["school_id;on;is_school_day"],
        "lessons": ["group_id;on;lesson;minutes;registered_on"],
        "absences": ["absence_id;pupil_id;on;unit;lesson;minutes;documentation"],
        "grades": ["pupil_id;subject_code;term;value"],
    }  # fmt: skip
    for school in SCHOOLS:
        _add_school(files, school, changed=changed)
        gone, come = (1, PUPILS + 1) if changed else (None, None)
        for number in [*range(1, PUPILS + 1), come]:
            if number is not None and number != gone:
                _add_pupil(files, school, number, changed=changed)
    return files


def _add_school(files: dict[str, list[str]], school: str, *, changed: bool) -> None:
    files["schools"].append(f"{school};Skole {school}")
    files["groups"].append(f"{school}-1;{school};1STA;class")
    files["people"].append(f"{school}-L;Lærer;{'Nyborg' if changed else 'Berg'}")
    files["memberships"].append(f"{school}-1;{school}-L;contact_teacher;")
    for day in DAYS:
        files["calendar"].append(f"{school};{day};ja")
        files["lessons"].append(f"{school}-1;{day};1;45;{day if changed else ''}")


def _add_pupil(files: dict[str, list[str]], school: str, number: int, *, changed: bool) -> None:
    pupil, guardian = f"{school}-{number}", f"{school}-F{number}"
    name = "Vik" if changed and number == 3 else "Dal"
    files["people"] += [f"{pupil};Elev {number};{name}", f"{guardian};Foresatt {number};Dal"]
    files["enrolments"].append(f"{pupil};{school};2025-08-18")
    files["memberships"].append(f"{school}-1;{pupil};pupil;2025-08-18")
    files["guardian_links"].append(f"{pupil};{guardian};ja")
    if not (changed and number == 5):
        files["grades"].append(f"{pupil};NOR1267;h1;{1 + number % 6}")
    for day in DAYS[number % 3 :: 3]:
        minutes = 20 if changed and number == 7 else 45
        files["absences"].append(f"{pupil}-{day};{pupil};{day};lesson;1;{minutes};none")


def _write(folder: Path, files: dict[str, list[str]]) -> Path:
    folder.mkdir(parents=True)
    for table, lines in files.items():
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder
