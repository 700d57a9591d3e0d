"""What a spreadsheet would compute is written so that it cannot; what is a number stays one."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tettpaa.trust.exports.cells import neutral, written
from tettpaa.trust.exports.rules import (
    LimitsUnknown,
    faults_in_order,
    gone_at,
    limits_on,
    may_still_leave,
    needs_approval,
)
from tettpaa.trust.exports.sheet import Sheet, Watermark
from tettpaa.trust.exports.states import STATES, may_become
from tettpaa.trust.exports.writing import file_of

LIMITS = limits_on(dt.date(2025, 10, 14))
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "−", "\t", "\r", "\n", "\0")
MARK = Watermark("Klasselisten for 1STA", (("Formål", "=HYPERLINK(1)"), ("Id", "abc")), "Tatt ut av X & Y")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", "\ufeff"])
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(sign, before):
    if before and not sign.isprintable():
        return  # a control character is dangerous in the first place only
    assert neutral(f"{before}{sign}1+1").startswith("'")


@given(st.text(alphabet=st.characters(), max_size=12))
def test_whatever_is_written_no_program_sees_a_formula_or_a_new_row(text):
    told = neutral(text)
    seen = told.lstrip(" \u00a0\u200b\ufeff")
    assert not seen.startswith(SIGNS)
    assert not set(told) & {"\t", "\r", "\n", "\0"}
    assert neutral(told) == told


def test_names_and_numbers_stay_as_they_are():
    for text in ("Åse-Marie", "O'Neill", "1STA", "–", "20 = 20", ""):
        assert neutral(text) == text
    told = [written(value, "ukjent") for value in (-3, -3.5, Decimal("-0.25"), dt.date(2025, 10, 14), None, "-3")]
    assert told == ["-3", "-3,5", "-0,25", "14.10.2025", "ukjent", "'-3"]


def test_a_csv_file_is_quoted_marked_and_harmless():
    sheet = Sheet(("Navn", "Dager"), [('=cmd|"/c calc"!A1', -4), ("Dal; Ola", None)], "ukjent")
    content = file_of("csv", sheet, MARK)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1:3] == [['\'=cmd|"/c calc"!A1', "-4"], ["Dal; Ola", "ukjent"]]
    assert rows[3:] == [["Klasselisten for 1STA"], ["Formål", "'=HYPERLINK(1)"], ["Id", "abc"]]
    assert content.count(b'"') >= 2 * sum(map(len, rows))


def test_a_workbook_holds_texts_numbers_days_and_the_mark():
    sheet = Sheet(("Navn", "Tall", "Dag"), [("=1+1", -4.5, dt.date(2025, 10, 14)), ("+47", None, None)], "ukjent")
    book = CalamineWorkbook.from_filelike(io.BytesIO(file_of("xlsx", sheet, MARK)))
    assert book.sheet_names == ["Sheet1", "Uttrekk"]
    first, second = book.get_sheet_by_index(0).to_python()[1:]
    assert first == ["'=1+1", -4.5, dt.date(2025, 10, 14)]
    assert second == ["'+47", "ukjent", "ukjent"]
    assert ["Formål", "'=HYPERLINK(1)"] in book.get_sheet_by_index(1).to_python()


def test_more_than_a_class_needs_another_and_only_as_many_as_were_approved():
    assert not needs_approval(LIMITS, 30)
    assert needs_approval(LIMITS, 31)
    assert not needs_approval(LIMITS, 31, approved=31)
    assert needs_approval(LIMITS, 32, approved=31)
    with pytest.raises(LimitsUnknown):
        limits_on(dt.date(2000, 1, 1))


def test_an_order_says_what_it_is_for_and_a_file_lives_a_day():
    told = {"limits": LIMITS, "purpose": "Foreldremøte i 1STA", "pupils": 3, "file_format": "csv"}
    assert faults_in_order(**told) == {}
    wrong = told | {"purpose": "liste", "pupils": 0, "file_format": "pdf"}
    assert faults_in_order(**wrong) == {"purpose": "purpose_short", "": "nobody", "file_format": "format_unknown"}
    at = dt.datetime(2025, 10, 14, 12, tzinfo=dt.UTC)
    assert gone_at(LIMITS, at) - at == dt.timedelta(hours=24)
    assert may_still_leave({1, 2}, {1, 2, 3})
    assert not may_still_leave({1, 4}, {1, 2, 3})


def test_every_state_leads_to_states_and_the_last_ones_nowhere():
    assert all(other in STATES for state in STATES.values() for other in state.leads_to)
    assert all(bool(state.owner) == bool(state.leads_to) for state in STATES.values())
    assert may_become("waiting", "ordered")
    assert not may_become("expired", "ready")
