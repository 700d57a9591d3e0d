"""The words that say why flags stand."""

import pytest
from django.utils import translation

from tettpaa.identify.flags.models import Flag, RuleSetVersion
from tettpaa.identify.flags.sentences import reason_of
from tettpaa.pages.flag_words import reasons_in, why_of

LAST_20 = {"school_days": 20}
SCHOOL_YEAR = {"since": "school_year"}


def fact(indicator, value, window=LAST_20, comparison="at_least", unknown_days=0, **more):
    first = "2025-09-29" if window == LAST_20 else "2025-08-01"
    return {
        "indicator": indicator, "value": value, "window": window, "comparison": comparison, "threshold": 3,
        "from": first, "to": "2025-10-14", "unknown_days": unknown_days, **more,
    }  # fmt: skip


def subject(name, left_hours, *, is_at_most=False, weeks=None):
    return {"code": name, "name": name, "left_hours": left_hours, "is_at_most": is_at_most, "weeks": weeks}


def told_of(flags):
    """What a reader is told, whichever spaces keep a number to its word."""
    return reasons_in(flags).replace("\xa0", " ")


def flag(*facts, kind="raised", subjects=()):
    return Flag(kind=kind, facts=list(facts), subjects=list(subjects))


@pytest.fixture(autouse=True)
def norwegian():
    with translation.override("nb"):
        yield


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((fact("absence_days", 3), fact("single_hours", 11)), "3 dager og 11 timer siden 29. september"),
        ((fact("absence_days", 1), fact("single_hours", 0)), "1 dag siden 29. september"),
        ((fact("absence_days", 4, SCHOOL_YEAR), fact("absent_school_days", 2)),
         "4 dager siden skolestart; 2 skoledager med fravær siden 29. september"),
        ((fact("absence_days", 3, unknown_days=2),), "3 dager siden 29. september; 2 dager er ikke ført"),
        ((fact("entry_core_grade", 2, None, "at_most", unknown_days=2),), "kom med 2 som svakeste karakter i kjernefag"),
        ((fact("iv_or_1_count", 2, None),), "2 fag med IV eller 1"),
        ((fact("entry_core_grade", 0, None, "at_most"),), "kom med 0 som svakeste karakter i kjernefag"),
        ((fact("absence_share", 12.34),), "12,3 % av timene borte siden 29. september"),
        ((fact("weekday_run", 4, None, weekday=0),), "borte 4 mandager på rad"),
        ((fact("subject_share_max", None, None, at_least=None, at_most=None), fact("absence_days", 3)),
         "3 dager siden 29. september; fraværsgrensen i fag er ukjent"),
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


UNEXPLAINED = flag(fact("undocumented_days", 3), fact("undocumented_hours", 8))


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ([flag(fact("absence_days", 0), fact("single_hours", 10.5)),
          flag(fact("undocumented_days", 0), fact("undocumented_hours", 10.5))],
         "10,5 timer siden 29. september, alt uten dokumentasjon."),
        ([flag(fact("absence_days", 3), fact("single_hours", 11)), UNEXPLAINED],
         "3 dager og 11 timer siden 29. september, herav 3 dager og 8 timer uten dokumentasjon."),
        ([UNEXPLAINED], "3 dager og 8 timer uten dokumentasjon siden 29. september."),
        ([flag(fact("single_hours", 11)), UNEXPLAINED],
         "11 timer og 3 dager uten dokumentasjon siden 29. september, herav 8 timer uten dokumentasjon."),
        ([flag(fact("absence_days", 3)), flag(fact("absence_days", 3, SCHOOL_YEAR))], "3 dager siden 29. september."),
        ([flag(fact("absence_days", 3)), flag(fact("absence_days", 5, SCHOOL_YEAR))],
         "3 dager siden 29. september. 5 dager siden skolestart."),
        ([flag(fact("absence_days", 3)), flag(fact("trend_days", 2))],
         "3 dager siden 29. september, 2 dager mer enn i de 20 skoledagene før."),
        ([flag(fact("trend_hours", 5))], "5 timer mer enn i de 20 skoledagene før."),
        ([flag(fact("absence_days", 3, unknown_days=1)), flag(fact("late_count", 9, unknown_days=2))],
         "3 dager og 9 ganger for sent siden 29. september. 2 dager er ikke ført."),
        ([flag(fact("single_hours", 11)), flag(fact("single_hours", 4))], "11 timer siden 29. september."),
        ([flag(fact("iv_count", 1, None)), flag(fact("weekday_run", 4, None, weekday=4))],
         "1 fag med IV. Borte 4 fredager på rad."),
    ],
)  # fmt: skip
def test_flags_that_rest_on_the_same_absence_tell_it_once(flags, told):
    assert told_of(flags) == told


def test_a_number_keeps_to_the_line_of_what_it_counts():
    assert reasons_in([flag(*ABSENT)]) == "3\xa0dager og 11\xa0timer siden 29.\xa0september."


def test_a_flag_without_facts_is_told_by_its_rule():
    version = RuleSetVersion(definition={"rules": [{"key": "gammel", "title": {"nb": "en gammel regel"}}]})
    assert why_of(Flag(kind="raised", rule="gammel", version=version)) == "En gammel regel."


NEAR = (fact("subject_share_max", 8.6, None), fact("subject_passes_within", 2, None, "at_most"))
ABSENT = (fact("absence_days", 3), fact("single_hours", 11))


@pytest.mark.parametrize(
    ("subjects", "told"),
    [
        ([subject("Norsk", 3)], "Norsk: 3 timer igjen."),
        ([subject("Norsk", 1)], "Norsk: 1 time igjen."),
        ([subject("Norsk", 0)], "Norsk: ingen timer igjen."),
        ([subject("Norsk", 3, is_at_most=True)], "Norsk: høyst 3 timer igjen."),
        ([subject("Norsk", -1.4)], "Norsk: 1,4 timer over fraværsgrensen."),
        ([subject("Norsk", 6, weeks=2)], "Norsk: 6 timer igjen, passeres om 2 uker i dette tempoet."),
        ([subject("Engelsk", 3), subject("Norsk", -1)],
         "Norsk: 1 time over fraværsgrensen. Engelsk: 3 timer igjen."),
        ([subject("Norsk", 3), subject("Engelsk", 1), subject("Samfunnskunnskap", 2), subject("Kroppsøving", 2.5)],
         "Engelsk: 1 time igjen. Samfunnskunnskap: 2 timer igjen, og 2 fag til."),
    ],
)  # fmt: skip
def test_subjects_near_or_over_the_limit_are_named_the_nearest_first(subjects, told):
    assert told_of([flag(*NEAR, subjects=subjects)]) == told
    assert told_of([flag(*ABSENT, subjects=subjects), flag(*NEAR, subjects=subjects)]) == (
        f"3 dager og 11 timer siden 29. september. {told}"
    )


def test_without_names_the_limit_is_told_in_numbers():
    assert reason_of(flag(*NEAR)) == "8,6 % fravær i ett fag; 2 uker til fraværsgrensen passeres i dette tempoet"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nn", ("3 dagar og 11 timar sidan 29. september, av dette 8 timar utan dokumentasjon. Borte 4 måndagar på rad. "
               "Norsk: 3 timar igjen. Engelsk: høgst 4 timar igjen, og 1 fag til. 2 dagar er ikkje førte.")),
        ("en", ("3 days and 11 hours since 29 September, of which 8 hours without documentation. Away 4 Mondays in a row. "
               "Norsk: 3 hours left. Engelsk: at most 4 hours left, and 1 more subject. "
               "2 days are not registered.")),
    ],
)  # fmt: skip
def test_in_nynorsk_and_english(language, told):
    subjects = [subject("Norsk", 3), subject("Engelsk", 4, is_at_most=True), subject("Naturfag", 4.5)]
    raised = [
        flag(*ABSENT, subjects=subjects),
        flag(fact("undocumented_hours", 8, unknown_days=2), fact("weekday_run", 4, None, weekday=0)),
    ]
    with translation.override(language):
        assert told_of(raised) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nn", "Norsk: 1,4 timar over fråværsgrensa. Engelsk: 6 timar igjen, blir passert om 1 veke i dette tempoet."),
        ("en", "Norsk: 1.4 hours over the absence limit. Engelsk: 6 hours left, over the limit in 1 week at this pace."),
    ],
)  # fmt: skip
def test_over_the_limit_in_nynorsk_and_english(language, told):
    with translation.override(language):
        assert told_of([flag(*NEAR, subjects=[subject("Norsk", -1.4), subject("Engelsk", 6, weeks=1)])]) == told
