"""The files of the county to walk through: two schools of two classes, with names that occur nowhere else."""

import datetime as dt
from pathlib import Path

SINCE = "2025-08-18"
SCHOOLS, CLASSES, A_CLASS = ("A", "B"), (1, 2), 24
HIDDEN = (5, 14)  # numbers in the first class of each school: in one edition of the county only
SYLLABLES = ("kvi", "tre", "vik", "zor", "bal", "nuq", "fyx", "mjo")
DAYS = [
    day.isoformat() for day in (dt.date(2025, 8, 18) + dt.timedelta(days=n) for n in range(58)) if day.weekday() < 5
]
HEADINGS = {
    "schools": "school_id;name", "people": "person_id;given_name;family_name;birth_date",
    "enrolments": "pupil_id;school_id;valid_from;year_level", "employments": "person_id;school_id;role;valid_from",
    "groups": "group_id;school_id;name;kind;subject_code", "memberships": "group_id;person_id;role;valid_from",
    "calendar": "school_id;on;is_school_day", "subjects": "school_id;subject_code;name;planned_hours",
    "lessons": "group_id;on;lesson;minutes;registered_on",
    "absences": "absence_id;pupil_id;on;unit;lesson;minutes;group_id;documentation",
    "grades": "pupil_id;subject_code;term;value",
}  # fmt: skip
Lines = dict[str, list[str]]


def write_files(folder: Path, *, has_hidden: bool) -> Path:
    """The package, with or without the hidden pupils."""
    lines: Lines = {table: [heading] for table, heading in HEADINGS.items()}
    for school in SCHOOLS:
        _add_school(lines, school)
        for class_ in CLASSES:
            _add_class(lines, school, class_)
            for number in range(A_CLASS):
                if has_hidden or class_ != 1 or number not in HIDDEN:
                    _add_pupil(lines, school, class_, number)
    folder.mkdir(parents=True)
    for table, rows in lines.items():
        (folder / f"{table}.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def word_of(school: str, class_: int, number: int) -> str:
    """A word that nobody is called, another for each school, class and number up to 8,000."""
    rest, found = (ord(school) % 2 * 10 + class_) * 8_000 + number, ""
    for _ in range(6):
        rest, place = divmod(rest, len(SYLLABLES))
        found = SYLLABLES[place] + found
    return found.capitalize()


def _add_school(lines: Lines, school: str) -> None:
    lines["schools"].append(f"{school};Skole {school}")
    lines["subjects"].append(f"{school};NOR1267;Norsk;113")
    lines["calendar"] += [f"{school};{day};ja" for day in DAYS]
    for number, role in enumerate(("leader", "counsellor")):
        _add_staff(lines, f"{school}-{role}", school, role, word_of(school, 9, number))


def _add_class(lines: Lines, school: str, class_: int) -> None:
    group, teaching = f"{school}-{class_}", f"{school}-{class_}-nor"
    lines["groups"] += [
        f"{group};{school};{class_}STA;class;",
        f"{teaching};{school};{class_}STA norsk;teaching;NOR1267",
    ]
    lines["lessons"] += [f"{teaching};{day};{lesson};45;{day}" for day in DAYS for lesson in (1, 2)]
    for number, (kind, held, role) in enumerate((("k", group, "contact_teacher"), ("f", teaching, "teacher"))):
        person = f"{group}-{kind}"
        _add_staff(lines, person, school, "teacher", word_of(school, class_, 1_000 + number))
        lines["memberships"].append(f"{held};{person};{role};{SINCE}")


def _add_staff(lines: Lines, person: str, school: str, role: str, called: str) -> None:
    lines["people"].append(f"{person};{called};Ansatt;1980-01-01")
    lines["employments"].append(f"{person};{school};{role};{SINCE}")


def _add_pupil(lines: Lines, school: str, class_: int, number: int) -> None:
    group, pupil = f"{school}-{class_}", f"{school}-{class_}-{number}"
    given, family = word_of(school, class_, number), word_of(school, class_, 2_000 + number)
    lines["people"].append(f"{pupil};{given};{family};2009-0{1 + number % 9}-11")
    lines["enrolments"].append(f"{pupil};{school};{SINCE};vg1")
    lines["memberships"] += [f"{held};{pupil};pupil;{SINCE}" for held in (group, f"{group}-nor")]
    lines["grades"].append(f"{pupil};NOR1267;h1;{1 + number % 6}")
    for day in DAYS[:: 2 + number % 5]:
        lines["absences"] += [f"{pupil}-{day}-{n};{pupil};{day};lesson;{n};45;{group}-nor;none" for n in (1, 2)]
