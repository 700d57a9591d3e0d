"""The quality measures as parts: a school's in one, a line for each; an owner's in one each, a line for each school."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.look_back.quality.figures import Figure
from tettpaa.pages.parts import Part
from tettpaa.pages.practice.queries import SchoolLine, figures_at, figures_of_owner
from tettpaa.pages.practice.rows import FIGURE_COLUMNS, FIGURES_NARROW, figure_rows, school_columns, school_rows
from tettpaa.pages.practice.words import counts_of, title_of
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure.words import rounding_words


def part_at(rights: Rights, school: School, rounded_to: int) -> Part:
    """A school's, each leading to whom it counts. Last year's are as the night counted them, of those who went there then."""
    found = figures_at(rights, school, rounded_to)
    counts = _("Det som er skrevet ned i år, om elever som går her nå. Det ingen har skrevet, ser vi ikke.")
    counts += " " + _("I fjor er talt i natt, av dem som gikk her da; er de få, vises det ikke.")
    defined = [(title_of(each.figure), counts_of(each.figure)) for each in found]
    if words := rounding_words(rounded_to):
        defined.append((_("I fjor"), words))
    return Part(
        "practice",
        _("Praksis"),
        counts,
        FIGURE_COLUMNS,
        figure_rows(found, school),
        defined=defined,
        narrow=FIGURES_NARROW,
    )


def parts_of(owner: Owner, on: dt.date, rounded_to: int) -> list[Part]:
    """Of what the night counted; a figure with nothing to count at any school says so."""
    found = figures_of_owner(owner, school_year_of(on), rounded_to)
    return [_part(figure, lines, rounded_to) for figure, lines in found]


def _part(figure: Figure, lines: list[SchoolLine], rounded_to: int) -> Part:
    empty = _("Ingenting av det tallet teller, er skrevet ned ennå i år.") if lines else _("Tallene telles hver natt.")
    rows = school_rows(lines) if any(line.known or line.unknown for line in lines) else []
    return Part(
        figure.key, title_of(figure), counts_of(figure), school_columns(figure), rows, "school", empty=empty,
        rounded_to=rounded_to,
    )  # fmt: skip
