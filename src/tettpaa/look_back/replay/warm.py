"""Past school years kept warm: what the fold reads, in files mapped into memory, beside the record tables they come from.

Moving a slider changes thresholds, never absence. So a year is read, sorted and joined once, and every process of the
machine maps the same pages. A file lives as long as what it was made from: its folder is named by the imports, record
files and code meanings in force, and one whose name no longer fits is deleted (`sweep`), so that nothing outlives an
erasure. Nothing here is read back into the records.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numba
import numpy as np
from django.conf import settings

from tettpaa.identify.imports.models import Import
from tettpaa.identify.indicators import columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.fold import shapes
from tettpaa.identify.indicators.fold.shapes import Facts
from tettpaa.identify.records.reading import files_of_years
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.look_back.replay.people import PERSON, people_of
from tettpaa.schools.people.models import Enrolment
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import last_day

TYPES: dict[str, np.dtype] = {
    "pupils": shapes.PUPIL, "calendars": shapes.CALENDAR, "memberships": shapes.MEMBERSHIP,
    "subjects": shapes.SUBJECT_SLOT, "entries": shapes.ENTRY, "lessons": shapes.GROUP_DAY,
    "lessons_of": np.dtype("i8"), "grades": shapes.GRADE, "law": shapes.LAW, "people": PERSON,
}  # fmt: skip
SHAPES_FILE = "shapes.json"
LONGEST_MAKING = 3600  # seconds
MOST_OPEN = 12


@dataclass(frozen=True)
class WarmYear:
    """A past school year: facts as known on its last day, and a PERSON record for each of their pupils.

    `name` is its folder's, and changes when anything in it does.
    """

    name: str
    school_year: int
    facts: Facts
    people: np.ndarray


_open: OrderedDict[Path, WarmYear] = OrderedDict()


def past_years(owner: Owner, today_year: int, most: int) -> list[int]:
    """The latest school years before this one in which the owner had pupils, newest first."""
    years = Enrolment.objects.filter(school__owner=owner, school_year__lt=today_year)
    return sorted(years.values_list("school_year", flat=True).distinct(), reverse=True)[:most]


def warm_year(owner: Owner, school_year: int) -> WarmYear:
    """The year, made warm first if it is not."""
    folder = _folder(owner, school_year)
    if folder not in _open or not folder.exists():
        if not folder.exists():
            _write(owner, school_year, folder)
        _open[folder] = _mapped(folder, school_year)
        while len(_open) > MOST_OPEN:
            _open.popitem(last=False)
    _open.move_to_end(folder)
    return _open[folder]


def is_warm(owner: Owner, school_year: int) -> bool:
    return _folder(owner, school_year).exists()


def stale(owner: Owner) -> list[Path]:
    """Folders made from something that is no longer in force, and what a kill has left half made."""
    home = _home(owner)
    found = list(home.iterdir()) if home.exists() else []
    held = [folder for folder in found if folder.name[:4].isdecimal()]
    in_force = {_folder(owner, year) for year in {int(folder.name[:4]) for folder in held}}
    return [folder for folder in held if folder not in in_force] + [
        folder for folder in found if folder not in held and folder.stat().st_mtime < time.time() - LONGEST_MAKING
    ]


def sweep(owner: Owner) -> int:
    """Delete what is stale; how many years. Whoever has one mapped keeps reading it until the next question."""
    found = stale(owner)
    for folder in found:
        _open.pop(folder, None)
        shutil.rmtree(folder, ignore_errors=True)
    return len(found)


def forget() -> None:
    """Map anew the next time somebody asks."""
    _open.clear()


def _home(owner: Owner) -> Path:
    return Path(settings.TETTPAA_HOME) / "warm" / owner.slug


def _folder(owner: Owner, school_year: int) -> Path:
    told = json.dumps(_made_from(owner, school_year), default=str)
    return _home(owner) / f"{school_year}-{hashlib.blake2b(told.encode(), digest_size=12).hexdigest()}"


def _made_from(owner: Owner, school_year: int) -> list:
    """All that decides what stands in the files: the facts, and the program that made them."""
    years = (school_year - 1, school_year)
    imported = Import.objects.filter(owner=owner, state="committed", school_year__in=years).count()
    codes = AbsenceCode.objects.filter(owner=owner).order_by("pk")
    meanings = codes.values_list("pk", "cause", "documentation", "counts_as_absence", "valid_from")
    enrolled = Enrolment.objects.filter(school__owner=owner, school_year__in=years).count()
    return [owner.pk, imported, files_of_years(owner, years), list(meanings), enrolled, _program()]


@cache
def _program() -> str:
    """One hash of the sources that make columns, people and outcomes; the fold's cache is named by its own."""
    sources = [*Path(columns.__file__).parent.glob("*.py"), *Path(__file__).parent.glob("*.*")]
    told = b"".join(source.read_bytes() for source in sorted(sources))
    return hashlib.blake2b(told, digest_size=12).hexdigest() + Path(numba.config.CACHE_DIR).name


def _write(owner: Owner, school_year: int, folder: Path) -> None:
    """Beside its place first, then moved there at once: a reader finds all of it or nothing."""
    loaded = load(owner, school_year)
    facts = loaded.facts(last_day(school_year))
    people = people_of(owner, school_year, loaded.pupils, loaded.school_keys)
    _blank_unused(facts)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Made for this process's user alone, as the folder of the database is by its rights.
    making = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    arrays = {**facts._asdict(), "people": people}
    for name, array in arrays.items():
        np.ascontiguousarray(array).tofile(making / name)
    (making / SHAPES_FILE).write_text(json.dumps({name: array.shape for name, array in arrays.items()}), "utf-8")
    try:
        making.replace(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(making)
    sweep(owner)


def _blank_unused(facts: Facts) -> None:
    """Entries that no pupil has are room nothing was written in: what memory held there before must not be kept."""
    edges = np.zeros(len(facts.entries) + 1, np.int32)
    np.add.at(edges, facts.pupils["entries"], 1)
    np.add.at(edges, facts.pupils["entries_end"], -1)
    facts.entries[np.cumsum(edges[:-1]) == 0] = np.zeros(1, shapes.ENTRY)


def _mapped(folder: Path, school_year: int) -> WarmYear:
    held = json.loads((folder / SHAPES_FILE).read_text("utf-8"))
    arrays = {name: _array(folder / name, kind, tuple(held[name])) for name, kind in TYPES.items()}
    people = arrays.pop("people")
    return WarmYear(str(folder), school_year, Facts(**arrays), people)


def _array(file: Path, kind: np.dtype, shape: tuple[int, ...]) -> np.ndarray:
    """Mapped to be read; "c" since the fold is compiled for arrays that may be written."""
    if 0 in shape:
        return np.zeros(shape, kind)
    return np.memmap(file, kind, "c", shape=shape).view(np.ndarray)
