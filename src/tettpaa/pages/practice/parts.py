"""An owner's quality measures, a part for each: a line for each school, by name."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.look_back.quality.figures import Figure
from tettpaa.pages.parts import Part
from tettpaa.pages.practice.queries import SchoolLine, figures_of_owner
from tettpaa.pages.practice.rows import school_columns, school_rows
from tettpaa.pages.practice.words import counts_of, title_of
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of


def parts_of(owner: Owner, on: dt.date) -> list[Part]:
    """Of what the night counted; a figure with nothing to count at any school says so."""
    return [_part(figure, lines) for figure, lines in figures_of_owner(owner, school_year_of(on))]


def _part(figure: Figure, lines: list[SchoolLine]) -> Part:
    empty = _("Ingenting av det tallet teller, er skrevet ned ennå i år.") if lines else _("Tallene telles hver natt.")
    rows = school_rows(lines) if any(line.known or line.unknown for line in lines) else []
    return Part(figure.key, title_of(figure), counts_of(figure), school_columns(figure), rows, "school", empty=empty)
