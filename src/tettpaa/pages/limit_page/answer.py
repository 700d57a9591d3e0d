"""The answer of the open calculator in plain words."""

from django.utils.translation import gettext as _

from tettpaa.identify.indicators.limit import Settlement, Verdict
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.knowledge.law.absence_limit import reasons
from tettpaa.pages.limit_page.forms import language

MINUTES_PER_HOUR = 60


def answer_for(settlement: Settlement) -> dict:
    """What the page shows: a sentence, its colour, the figures, and each absence with why it counted."""
    return {
        "colour": {"within": "success", "over_10": "warning", "over_15": "warning"}[settlement.outcome],
        "title": _title(settlement),
        "next": _next(settlement),
        "figures": _figures(settlement),
        "columns": (
            Column("on", _("Dag"), is_sortable=False),
            Column("counted", _("Teller"), "number", "hours", is_sortable=False),
            Column("why", _("Hvorfor"), is_sortable=False),
        ),
        "rows": [_row(verdict) for verdict in settlement.verdicts],
        "source": settlement.law.source,
    }


def _title(settlement: Settlement) -> str:
    used = amount(_hours(settlement.counted_minutes), "hours", of=_hours(settlement.limit_minutes), decimals=2)
    if settlement.outcome == "within":
        return _("Innenfor grensen: %(used)s er brukt.") % {"used": used}
    return _("Over grensen: %(used)s er brukt.") % {"used": used}


def _next(settlement: Settlement) -> str:
    if settlement.outcome == "over_15":
        return _("Så langt kan rektor ikke gjøre unntak. Snakk med kontaktlæreren om hva som kan dokumenteres.")
    if settlement.outcome == "over_10":
        return _(
            "Opp til %(hours)s kan rektor avgjøre at eleven likevel får karakter, hvis grunnen gjør grensen klart "
            "urimelig. Det er ingen rett. Snakk med kontaktlæreren nå."
        ) % {"hours": amount(_hours(settlement.discretion_minutes), "hours", decimals=2)}
    return _("Igjen: %(hours)s, det er %(lessons)s på %(minutes)s.") % {
        "hours": amount(_hours(settlement.left_minutes), "hours", decimals=2),
        "lessons": amount(settlement.lessons_left, "lessons"),
        "minutes": amount(settlement.lesson_minutes, "minutes"),
    }


def _figures(settlement: Settlement) -> list[tuple[str, str]]:
    percent = {"percent": settlement.law.limit_percent}
    return [
        (_("Grensen, %(percent)d %%") % percent, amount(_hours(settlement.limit_minutes), "hours", decimals=2)),
        (_("Flest økter innenfor"), amount(settlement.lessons_within, "lessons")),
        (_("Over grensen fra"), amount(settlement.lessons_over, "lessons")),
        (_("Rektor kan gjøre unntak til"), amount(_hours(settlement.discretion_minutes), "hours", decimals=2)),
    ]


def _row(verdict: Verdict) -> dict:
    why = reasons()[verdict.why][language()]
    return {"on": Cell(verdict.event.on), "counted": _hours(verdict.counted_minutes), "why": why}


def _hours(minutes) -> float:
    return float(minutes / MINUTES_PER_HOUR)
