"""When a letter is true, what it says, and who may read it."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from tettpaa.follow_up.letters.composing import Words, composed
from tettpaa.follow_up.letters.rules import (
    Facts,
    Missed,
    SentNotice,
    SubjectFacts,
    Wish,
    days_of_period,
    faults_in_letter,
    is_minor,
    limits_on,
    period_on,
    truth_of,
)
from tettpaa.follow_up.letters.states import STATES, may, state_of
from tettpaa.follow_up.letters.texts import Text, grounds_of, template_on
from tettpaa.kit.clock import OSLO

TODAY = dt.date(2025, 10, 14)
NOW = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
LIMITS = limits_on(TODAY)
MISSED = (Missed(dt.date(2025, 9, 8), 1, 45, 45), Missed(dt.date(2025, 9, 9), None, 45, 45))
NORWEGIAN = SubjectFacts("NOR1267", "Norsk", 113, 5.65, 11.3, MISSED, False)
FACTS = Facts(TODAY, 3, 4.5, False, dt.date(2025, 10, 1), (dt.date(2025, 9, 8),), (NORWEGIAN,), ())
NOTICE = Wish("subject_notice", "NOR1267", "h1", ("absence",))
KINDS = ("subject_notice", "order_notice", "conduct_notice", "choice", "invitation")


def truth(wish: Wish, facts: Facts = FACTS):
    return truth_of(wish, facts, {key: each.check for key, each in grounds_of(wish.kind).items()}, LIMITS, NOW)


def with_hours(hours: float | None) -> Facts:
    return replace(FACTS, subjects=(replace(NORWEGIAN, counted_hours=hours),))


def with_notice(kind: str, on: dt.date, subject: str = "NOR1267") -> Facts:
    return replace(FACTS, notices=(SentNotice(kind, on, subject),))


@pytest.mark.parametrize(
    ("hours", "why_not"), [(5.65, ""), (5.64, "no_longer_true"), (0, "no_longer_true"), (None, "unknown")]
)
def test_a_notice_of_absence_is_true_from_the_warning_line_and_unknown_is_no_number(hours, why_not):
    assert truth(NOTICE, with_hours(hours)).why_not == why_not


def test_a_ground_that_no_longer_holds_is_left_out_and_a_judgement_stands():
    both = replace(NOTICE, grounds=("basis", "absence"))
    assert truth(both).grounds == ("basis", "absence")
    assert truth(both, with_hours(1)).grounds == ("basis",)
    assert truth(both, with_hours(1)).why_not == ""


@pytest.mark.parametrize(
    ("facts", "why_not"),
    [
        (with_notice("basis", dt.date(2025, 10, 2)), "already_sent"),
        (with_notice("absence", dt.date(2025, 10, 2)), "already_sent"),
        (with_notice("order", dt.date(2025, 10, 2)), ""),
        (with_notice("basis", dt.date(2025, 10, 2), "MAT1019"), ""),
        (with_notice("basis", dt.date(2025, 7, 31)), ""),
    ],
)
def test_a_notice_the_school_has_sent_of_the_subject_in_the_period_is_not_sent_again(facts, why_not):
    assert truth(NOTICE, facts).why_not == why_not


def test_a_notice_of_the_next_term_is_another():
    assert truth(replace(NOTICE, period="h2"), with_notice("basis", dt.date(2025, 10, 2))).why_not == ""


@pytest.mark.parametrize(
    ("away_on", "why_not"),
    [(dt.date(2025, 9, 16), ""), (dt.date(2025, 9, 15), "no_longer_true"), (None, "no_longer_true")],
)
def test_the_choice_letter_is_true_while_absence_goes_on(away_on, why_not):
    assert truth(Wish("choice"), replace(FACTS, last_away_on=away_on)).why_not == why_not


def test_nothing_is_said_of_absence_nobody_knows():
    assert truth(Wish("choice"), replace(FACTS, days=None, hours=None)).why_not == "unknown"


def test_order_by_absence_rests_on_undocumented_absence_and_an_invitation_on_its_time():
    undocumented = Wish("order_notice", period="h1", grounds=("undocumented",))
    assert truth(undocumented).why_not == ""
    assert truth(undocumented, replace(FACTS, undocumented_on=())).why_not == "no_longer_true"
    assert truth(Wish("invitation", meets_at=NOW + dt.timedelta(hours=1))).why_not == ""
    assert truth(Wish("invitation", meets_at=NOW)).why_not == "passed"


def test_half_years_meet_and_the_final_grade_has_the_whole_year():
    first, second, whole = (days_of_period(period, TODAY, LIMITS) for period in ("h1", "h2", "final"))
    assert first[1] + dt.timedelta(days=1) == second[0]
    assert whole == (first[0], second[1]) == (dt.date(2025, 8, 1), dt.date(2026, 7, 31))
    assert (period_on(first[1], LIMITS), period_on(second[0], LIMITS)) == ("h1", "h2")


@pytest.mark.parametrize(
    ("born", "minor"),
    [(dt.date(2007, 10, 14), False), (dt.date(2007, 10, 15), True), (dt.date(2008, 2, 29), True), (None, None)],
)
def test_of_age_on_the_eighteenth_birthday_and_nobody_guesses(born, minor):
    assert is_minor(born, TODAY) is minor


@pytest.mark.parametrize(
    ("wish", "given", "fields"),
    [
        (NOTICE, {}, set()),
        (Wish("subject_notice"), {}, {"subject", "period", "grounds"}),
        (replace(NOTICE, grounds=("late",)), {}, {"grounds"}),
        (Wish("choice"), {"answer_by": TODAY}, {"answer_by"}),
        (Wish("choice"), {"answer_by": TODAY + dt.timedelta(days=1)}, set()),
        (Wish("invitation", meets_at=NOW), {"place": " "}, {"meets_at", "place"}),
        (NOTICE, {"line": "x" * 1001}, {"line"}),
    ],
)
def test_what_a_letter_must_say(wish, given, fields):
    told = {"line": "", "place": "", "answer_by": None} | given
    assert set(faults_in_letter(wish, known_grounds=grounds_of(wish.kind), **told, at=NOW)) == fields


WORDS = Words("Elev A1", "Skole A", "Kom til meg.", "Rom 12", dt.date(2025, 10, 24))
WISHES = {
    "subject_notice": NOTICE, "order_notice": Wish("order_notice", period="h1", grounds=("late",)),
    "conduct_notice": Wish("conduct_notice", period="final", grounds=("leaves",)), "choice": Wish("choice"),
    "invitation": Wish("invitation", meets_at=NOW),
}  # fmt: skip


def letter(
    kind: str, language: str = "nb", facts: Facts = FACTS, *, reader: str = "Elev A1", to_guardian: bool = False
):
    template = template_on(kind, TODAY)
    return composed(
        template, language, WISHES[kind], facts, WORDS, LIMITS, reader=reader, to_guardian=to_guardian
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_letter_is_whole_in_every_language(kind, language):
    made = letter(kind, language)
    assert not re.search(r"[{}@]", made.title + made.text)
    assert "Kom til meg." in made.text and made.text.endswith("Skole A")
    assert template_on(kind, TODAY).languages == ("nb", "nn", "en")


def test_a_subject_notice_lists_hours_dates_and_lessons():
    told = letter("subject_notice").text
    assert "5,7 av 113 timer i Norsk" in told and "Grensen er 11,3 timer" in told
    assert "08.09.2025, time 1: 45 minutter" in told and "09.09.2025: 45 minutter" in told
    assert "det kan være mer" not in told
    at_least = replace(FACTS, subjects=(replace(NORWEGIAN, is_at_least=True),))
    assert "så det kan være mer" in letter("subject_notice", facts=at_least).text


def test_a_letter_in_sami_is_used_where_there_is_one_and_the_words_around_it_are_norwegian_until_they_are_written():
    """Texts are not made up: the national term of FAM21 stands for a letter here."""
    shipped = template_on("subject_notice", TODAY)
    with_sami = replace(shipped, texts={**shipped.texts, "se": Text("Ii árvvoštallanvuođđu", ("@hours",))})
    assert with_sami.languages == ("nb", "nn", "en", "se") and "se" not in shipped.languages
    words = Words("Elev A1", "Skole A")
    letter = composed(with_sami, "se", NOTICE, FACTS, words, LIMITS, reader="Elev A1", to_guardian=False)
    assert letter.title == "Ii árvvoštallanvuođđu" and letter.paragraphs[0] == "Til Elev A1"


def test_a_guardian_reads_the_very_words_the_pupil_reads():
    to_pupil = letter("choice").paragraphs
    to_guardian = letter("choice", reader="Foresatt En", to_guardian=True).paragraphs
    assert to_guardian[0] == "Til Foresatt En" and "under 18 år" in to_guardian[1]
    assert to_guardian[2:] == to_pupil[1:]


def test_facts_about_a_pupil_never_leave_by_open_mail():
    for kind in KINDS:
        told = " ".join(template_on(kind, TODAY).texts["nb"].body)
        if re.search(r"@(grounds|hours|lessons|absence|near)", told):
            assert set(template_on(kind, TODAY).channels) == {"print", "digital_post"}


@pytest.mark.parametrize(
    ("stored", "state"),
    [
        ({}, "queued"), ({"is_sent": True}, "sent"), ({"is_sent": True, "is_received": True}, "received"),
        ({"is_sent": True, "is_received": True, "is_archived": True}, "archived"), ({"is_stopped": True}, "not_sent"),
    ],
)  # fmt: skip
def test_the_state_follows_from_what_is_stored(stored, state):
    none = dict.fromkeys(("is_sent", "is_stopped", "is_received", "is_archived"), False)
    assert state_of(**none | stored).key == state


def test_nothing_is_sent_twice_and_what_was_stopped_stays_so():
    assert [key for key, state in STATES.items() if may(state, "send_letter")] == ["queued"]
    assert STATES["not_sent"].acts == {}
