"""The sentence that says why a flag stands."""

import pytest
from django.utils import translation

from tettpaa.identify.flags.models import Flag
from tettpaa.identify.flags.sentences import reason_of

LAST_20 = {"school_days": 20}


def fact(indicator, value, window=LAST_20, comparison="at_least", unknown_days=0, **more):
    return {
        "indicator": indicator, "value": value, "window": window, "comparison": comparison, "threshold": 3,
        "from": "2025-09-29", "to": "2025-10-14", "unknown_days": unknown_days, **more,
    }  # fmt: skip


def flag(*facts, kind="raised"):
    return Flag(kind=kind, facts=list(facts))


@pytest.fixture(autouse=True)
def norwegian():
    with translation.override("nb"):
        yield


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((fact("absence_days", 3), fact("single_hours", 11)), "3 dager og 11 timer siden 29. september"),
        ((fact("absence_days", 1), fact("single_hours", 0)), "1 dag siden 29. september"),
        ((fact("absence_days", 4, {"since": "school_year"}), fact("absent_school_days", 2)),
         "4 dager siden skolestart; 2 skoledager med fravær siden 29. september"),
        ((fact("absence_days", 3, unknown_days=2),), "3 dager siden 29. september; 2 dager er ikke ført"),
        ((fact("entry_core_grade", 2, None, "at_most", unknown_days=2),), "kom med 2 som svakeste karakter i kjernefag"),
        ((fact("iv_or_1_count", 2, None),), "2 fag med IV eller 1"),
        ((fact("entry_core_grade", 0, None, "at_most"),), "kom med 0 som svakeste karakter i kjernefag"),
        ((fact("absence_share", 12.34),), "12,3 % av timene borte siden 29. september"),
    ],
)  # fmt: skip
def test_a_raised_flag_says_what_was_found_and_since_when(facts, reason):
    assert reason_of(flag(*facts)) == reason


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((fact("absence_days", 1, unknown_days=9, at_least=1, at_most=3), fact("single_hours", 2)),
         "Ukjent: mellom 1 og 3 dager siden 29. september; 9 dager er ikke ført"),
        ((fact("earlier_iv_or_1_count", None, None),), "Ukjent: IV eller 1 i fjor er ikke kjent"),
        ((fact("absence_share", None),), "Ukjent: andel av timene er ikke kjent siden 29. september"),
    ],
)  # fmt: skip
def test_an_unknown_flag_says_what_is_missing_and_never_zero(facts, reason):
    assert reason_of(flag(*facts, kind="unknown")) == reason
