"""Completion as parts of the yearly report: the cohorts, and leaving by school year, each with what it counts."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tettpaa.kit.html.dates import full_day
from tettpaa.look_back.completion.counted import counted_for
from tettpaa.pages.completion import cohort_tables, leaving_tables
from tettpaa.pages.parts import Part
from tettpaa.schools.places.models import Owner


def parts_of(owner: Owner, on: dt.date, rounded_to: int) -> Iterator[Part]:
    """None for an owner of whom nothing is counted: no upper secondary, or no such records."""
    counted = counted_for(owner, on, rounded_to)
    if counted.on is None:
        return
    figures, counted_on = counted.figures, _("Talt %(day)s.") % {"day": full_day(counted.on)}
    if figures.cohorts:
        counts = _(
            "Elever som begynte i videregående for første gang den høsten, og hvor de står når kullet er fulgt i fem år "
            "(studieforberedende) eller seks (yrkesfag), slik SSB teller. Ukjent er aldri regnet som sluttet."
        )
        counts = f"{counts} {counted_on}"
        rows = cohort_tables.cohort_rows(figures)
        yield Part("completion", _("Gjennomføring"), counts, cohort_tables.COHORTS, rows, rounded_to=rounded_to)
    if figures.leaving:
        counts = _(
            "Elever som sluttet mens skoleåret gikk, av alle elever i skoleåret, slik Utdanningsdirektoratet teller. Kan "
            "ikke leses mot gjennomføringen."
        )
        rows = leaving_tables.year_rows(figures.leaving, on)
        counts = f"{counts} {counted_on}"
        yield Part("leaving", _("Sluttet i skoleåret"), counts, leaving_tables.YEARS, rows, rounded_to=rounded_to)
