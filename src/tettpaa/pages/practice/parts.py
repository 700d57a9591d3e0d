"""An owner's quality measures, a part for each: a line for each school, by name."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.pages.parts import Part
from tettpaa.pages.practice.queries import figures_of_owner
from tettpaa.pages.practice.rows import school_columns, school_rows
from tettpaa.pages.practice.words import counts_of, title_of
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of


def parts_of(owner: Owner, on: dt.date) -> list[Part]:
    """Of what the night counted."""
    return [
        Part(figure.key, title_of(figure), counts_of(figure), school_columns(figure), school_rows(lines), "school",
             empty=_("Tallene telles hver natt."))
        for figure, lines in figures_of_owner(owner, school_year_of(on))
    ]  # fmt: skip
