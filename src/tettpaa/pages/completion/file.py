"""The cohorts as a file: what is told on the page and nothing more."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from tettpaa.kit.html.dates import full_day
from tettpaa.look_back.completion.counted import Counted
from tettpaa.look_back.completion.telling import Told
from tettpaa.pages.completion.words import OUTCOMES, PROPERTIES, group_words
from tettpaa.trust.disclosure import HIDDEN, Number
from tettpaa.trust.disclosure.words import rounding_words
from tettpaa.trust.exports.cells import Value
from tettpaa.trust.exports.sheet import Sheet, Watermark
from tettpaa.trust.exports.writing import file_of


def cohorts_file(counted: Counted, schools: Mapping[str, str], on: dt.date) -> bytes:
    """CSV: a row for each cohort that is over and each group of it, with counts."""
    figures = counted.figures
    headings = (_("Kull"), _("Etter"), _("Gruppe"), _("Begynte"), *(str(words) for words in OUTCOMES.values()))
    rows = [row for one in figures.cohorts if one.told for row in _rows(one.told, schools)]
    title, day = _("Gjennomføring"), full_day(on)
    counted_on = full_day(counted.on) if counted.on else _("ikke ennå")
    facts = ((_("Kilde:"), figures.definition.source), (_("Talt"), counted_on), (_("Tatt ut"), day))
    if words := rounding_words(counted.rounded_to):
        facts = (*facts, (_("Avrunding"), words))
    return file_of("csv", Sheet(headings, rows, _("ukjent")), Watermark(title, facts, f"{title} · {day}"))


def _rows(told: Told, schools: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    yield told.year, _("Alle"), "", *_numbers(told)
    for name, words in PROPERTIES.items():
        called = group_words(name, schools)
        for group in told.groups(name):
            yield told.year, str(words), called.get(group, group), *_numbers(told, **{name: group})


def _numbers(told: Told, **group: str) -> Iterator[Value]:
    yield _written(told.whole(**group))
    for outcome in OUTCOMES:
        yield _written(told.number(outcome, **group))


def _written(count: Number) -> Value:
    return _("skjult") if count is HIDDEN else count
