"""The preview as tables: exact for who may see the pupils, else without small counts."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from tettpaa.identify.flags.preview import Counts, Preview
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import name_of, school_year_of
from tettpaa.trust.disclosure import HIDDEN, SMALLEST_SHOWN, Key, Number, Released, Table, release
from tettpaa.trust.disclosure.words import rounding_words


def shown(preview: Preview, schools: Collection[School], exact_at: Collection[int], rounded_to: int) -> dict:
    """What the page shows. `exact_at`: schools whose pupils the reader may see anyway."""
    is_exact = all(school.pk in exact_at for school in schools)
    last_year = name_of(school_year_of(preview.as_of) - 1)
    return {
        "totals": [
            (_("Denne uka"), _whole(preview.now, rounded_to, is_exact=is_exact)),
            (_("I løpet av skoleåret %(year)s") % {"year": last_year}, _whole(preview.last_year, rounded_to, is_exact=is_exact)),
        ],
        "columns": (
            Column("teacher", _("Kontaktlærer")),
            Column("now", _("Denne uka"), "number"),
            Column("last_year", _("I fjor"), "number"),
        ),
        "schools": [_school(school, preview, rounded_to, is_exact=school.pk in exact_at) for school in schools],
        "explained": "" if is_exact else _explained(rounded_to),
    }  # fmt: skip


def _explained(rounded_to: int) -> str:
    few = _("«Få» er under %(least)d, eller et tall som er skjult så ingen kan regne ut et slikt.")
    return " ".join(filter(None, (few % {"least": SMALLEST_SHOWN}, rounding_words(rounded_to))))


def _released(counts: Counts, rounded_to: int) -> Released:
    """Every school and teacher in one table, so that no total tells what a teacher's few are."""
    table: dict[Key, int] = {
        (str(school), teacher): count for school, teachers in counts.items() for teacher, count in teachers.items()
    }
    return release(Table(("school", "teacher"), table), rounded_to=rounded_to)


def _whole(counts: Counts | None, rounded_to: int, *, is_exact: bool) -> str:
    """Pupils in all."""
    if counts is None:
        return _("ukjent: ingenting er importert")
    whole = sum(sum(teachers.values()) for teachers in counts.values())
    told = whole if is_exact or not whole else _released(counts, rounded_to).total
    return _under() if told is HIDDEN else amount(told, "pupils")


def _school(school: School, preview: Preview, rounded_to: int, *, is_exact: bool) -> dict:
    now, before = (
        _counts_of(school, counts, rounded_to, is_exact=is_exact) for counts in (preview.now, preview.last_year or {})
    )
    whole = sum(preview.now.get(school.pk, {}).values())
    told = whole if is_exact or not whole else _released(preview.now, rounded_to).number(school=str(school.pk))
    return {
        "name": school.name,
        "label": _("%(school)s: %(pupils)s denne uka") % {
            "school": school.name, "pupils": _under() if told is HIDDEN else amount(told, "pupils"),
        },
        "rows": [
            {
                "teacher": teacher or _("Uten kontaktlærer"),
                "now": _cell(now, teacher), "last_year": _cell(before, teacher),
            }
            for teacher in sorted({*now, *before}, key=lambda name: (name == "", name))
        ],
    }  # fmt: skip


def _counts_of(school: School, counts: Counts, rounded_to: int, *, is_exact: bool) -> Mapping[str, Number]:
    """Teacher → pupils, as they may be told."""
    own = counts.get(school.pk, {})
    if is_exact or not own:
        return own
    told = _released(counts, rounded_to)
    return {teacher: told.number(school=str(school.pk), teacher=teacher) for teacher in own}


def _cell(counts: Mapping[str, Number], teacher: str) -> Cell:
    """A dash where the teacher had no pupils that year."""
    if teacher not in counts:
        return Cell("–", order=-1)
    count = counts[teacher]
    return Cell(_few(), order=0.5) if count is HIDDEN else Cell(count)


def _few() -> str:
    return _("få")


def _under() -> str:
    return _("under %(least)d elever") % {"least": SMALLEST_SHOWN}
