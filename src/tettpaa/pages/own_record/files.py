"""The answer as files: JSON for a machine, and a ZIP with a page to read and one CSV a table for people."""

import csv
import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tettpaa.pages.own_record.gathering import Part, Record
from tettpaa.pages.own_record.words import column_word, told
from tettpaa.schools.people.models import Person

# What a spreadsheet would take for a formula (ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
FORMAT = "tettpaa-innsyn-1"


def as_json(record: Record) -> str:
    """Column names as in the data dictionary, so that another system can read it (article 20 where it applies)."""
    parts = [
        {"table": part.name, "title": part.title, "purpose": part.purpose, "basis": part.basis,
         "retention": part.retention, "rows": part.rows}
        for part in record.parts
    ]  # fmt: skip
    whole = {
        "format": FORMAT, "made_at": record.made_at, "person": _who(record.person), "parts": parts,
        "withheld": [{"what": what, "why": why} for what, why in record.withheld],
    }  # fmt: skip
    return json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def as_zip(record: Record) -> bytes:
    """`les-meg.html`, the JSON, and a CSV for each table that has any row."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "les-meg.html", render_to_string("own_record/file.html", {"record": record, "tables": tables(record)})
        )
        archive.writestr("opplysninger.json", as_json(record))
        for part in record.parts:
            if part.rows:
                archive.writestr(f"{part.name}.csv", as_csv(part))
    return file.getvalue()


def as_csv(part: Part) -> str:
    """Semicolons, and a mark that Excel knows UTF-8 by; a cell that could be run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column_word(column) for column in part.columns])
    writer.writerows([safe(told(row.get(column.name))) for column in part.columns] for row in part.rows)
    return "\ufeff" + out.getvalue()


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def tables(record: Record) -> list[dict[str, Any]]:
    """Each part as its page shows it: headings, and rows of words. Columns that are empty in every row are left out."""
    shown = []
    for part in record.parts:
        columns = [column for column in part.columns if any(told(row.get(column.name)) for row in part.rows)]
        rows = [[told(row.get(column.name)) for column in columns] for row in part.rows]
        shown.append({"part": part, "headings": [column_word(column) for column in columns], "rows": rows})
    return shown


def _who(person: Person) -> dict[str, str]:
    return {"given_name": person.given_name, "family_name": person.family_name, "owner": person.owner.name,
            "note": _("Kopi av det skoleeieren har i Tettpå. Skolens andre systemer har sitt.")}  # fmt: skip
