"""The preview as tables: exact for who may see the pupils, else without small counts."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from tettpaa.identify.flags.preview import Counts, Preview
from tettpaa.identify.flags.small_cells import LEAST_TOLD, told, told_sum
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import name_of, school_year_of


def shown(preview: Preview, schools: Collection[School], exact_at: Collection[int]) -> dict:
    """What the page shows. `exact_at`: schools whose pupils the reader may see anyway."""
    is_exact = all(school.pk in exact_at for school in schools)
    last_year = name_of(school_year_of(preview.as_of) - 1)
    return {
        "totals": [
            (_("Denne uka"), _whole(preview.now, is_exact)),
            (_("I løpet av skoleåret %(year)s") % {"year": last_year}, _whole(preview.last_year, is_exact)),
        ],
        "columns": (
            Column("teacher", _("Kontaktlærer")),
            Column("now", _("Denne uka"), "number"),
            Column("last_year", _("I fjor"), "number"),
        ),
        "schools": [_school(school, preview, school.pk in exact_at) for school in schools],
        "explained": "" if is_exact else _(
            "«Få» er under %(least)d, eller et tall som er skjult så ingen kan regne ut et slikt."
        ) % {"least": LEAST_TOLD},
    }  # fmt: skip


def _whole(counts: Counts | None, is_exact: bool) -> str:
    """Pupils in all; schools with hidden counts can be found from it no more than from each other."""
    if counts is None:
        return _("ukjent: ingenting er importert")
    by_school = {school: sum(teachers.values()) for school, teachers in counts.items()}
    whole = sum(by_school.values()) if is_exact else told_sum(by_school)
    return _under() if whole is None else amount(whole, "pupils")


def _school(school: School, preview: Preview, is_exact: bool) -> dict:
    now = preview.now.get(school.pk, {})
    before = (preview.last_year or {}).get(school.pk, {})
    shown_now, shown_before = (counts if is_exact else told(counts) for counts in (now, before))
    return {
        "name": school.name,
        "label": _("%(school)s: %(pupils)s denne uka") % {
            "school": school.name, "pupils": _under() if not is_exact and told_sum(now) is None
            else amount(sum(now.values()), "pupils"),
        },
        "rows": [
            {
                "teacher": teacher or _("Uten kontaktlærer"),
                "now": _cell(shown_now, teacher), "last_year": _cell(shown_before, teacher),
            }
            for teacher in sorted({*now, *before}, key=lambda name: (name == "", name))
        ],
    }  # fmt: skip


def _cell(counts: Mapping[str, int | None], teacher: str) -> Cell:
    """A dash where the teacher had no pupils that year."""
    if teacher not in counts:
        return Cell("–", order=-1)
    count = counts[teacher]
    return Cell(_few(), order=0.5) if count is None else Cell(count)


def _few() -> str:
    return _("få")


def _under() -> str:
    return _("under %(least)d elever") % {"least": LEAST_TOLD}
