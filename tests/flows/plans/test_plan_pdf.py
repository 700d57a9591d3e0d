"""The plan as PDF: tagged, in our font and the reader's language, and nothing people write is a command."""

import re

import pytest

from tests.flows.plans.made import AT, TODAY, a_case, a_plan
from tests.pdfs import inside
from tettpaa.follow_up.paper import letters, pdf
from tettpaa.follow_up.plans.models import PlanVersion
from tettpaa.follow_up.plans.rules import Line
from tettpaa.pages.plan.printing import paper_of
from tettpaa.trust.audit.models import AccessRecord

MARKUP = '#import "x.typ": y\n$ x^2 $ *fet* _skrå_ \\ `kode` #panic("ut") <a> @b'


@pytest.mark.parametrize(("language", "says"), [("nb", "Skole"), ("nn", "Skule")])
def test_it_is_tagged_has_a_title_and_the_language_and_is_logged_as_taken_out(cast, client, language, says):
    plan = a_plan(a_case(cast))
    client.force_login(cast.users["contact_a"])
    answer = client.get(f"/plan/{plan.pk}/plan-{language}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf" and "attachment" in answer.headers["Content-Disposition"]
    content = inside(answer.content)
    for part in (
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"pdfuaid",
        b"<pdfuaid:part>1",
        b"<pdfaid:part>2",
        b"/DisplayDocTitle true",
    ):
        assert part in content, part
    assert re.search(rb"/Lang ?\(" + language.encode(), content)
    assert b"Inter-Regular" in content and b"Libertinus" not in content
    taken = AccessRecord.objects.get(page="plan_print")
    assert (taken.kind, taken.pupil_key, taken.by) == ("export", plan.pupil_id, "contact_a")
    told = paper_of(plan, PlanVersion.objects.get(), language, "Lærer A", TODAY)
    assert says in {fact["label"] for fact in told["facts"]} and told["title"] == "Plan for oppfølging: Elev A1"


def test_what_people_write_is_never_markup(cast):
    plan = a_plan(a_case(cast), problem=MARKUP, pupil_view=MARKUP, lines=(Line(MARKUP[:300], "#eval(1)", AT.date()),))
    told = paper_of(plan, PlanVersion.objects.get(), "nb", "Lærer #A", TODAY)
    assert told["before"][0]["text"] == MARKUP
    assert pdf.pdf_of("plan", told, on=TODAY).startswith(b"%PDF")


def test_letters_our_font_lacks_are_boxes_and_stop_nothing(cast):
    plan = a_plan(a_case(cast), problem="😀 中文 čđŋšŧž \N{RIGHT-TO-LEFT OVERRIDE}a\tb")
    told = paper_of(plan, PlanVersion.objects.get(), "nb", "Lærer A", TODAY)
    assert letters.drawn_text(told["before"][0]["text"], pdf.FONTS / pdf.FONT) == "□ □□ čđŋšŧž a b"
    assert letters.drawn(told, pdf.FONTS / pdf.FONT)[1] is True
    assert pdf.pdf_of("plan", told, on=TODAY).startswith(b"%PDF")


def test_a_font_that_is_not_there_is_a_fault_and_not_another_font(cast, tmp_path, monkeypatch):
    plan = a_plan(a_case(cast), problem="Hemmelig ord")
    told = paper_of(plan, PlanVersion.objects.get(), "nb", "Lærer A", TODAY)
    (tmp_path / pdf.FONT).write_bytes(pdf.FONTS.joinpath(pdf.FONT).read_bytes())
    letters.letters_of(tmp_path / pdf.FONT)
    (tmp_path / pdf.FONT).unlink()
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(pdf.Typesetting) as fault:
        pdf.pdf_of("plan", told, on=TODAY)
    assert "Hemmelig" not in str(fault.value)


def test_without_the_extra_the_page_says_so_and_the_browser_prints(cast, client, monkeypatch):
    plan = a_plan(a_case(cast))
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/plan/{plan.pk}").text
    assert "PDF er ikke installert her" in page and "plan-nb.pdf" not in page
    answer = client.get(f"/plan/{plan.pk}/plan-nb.pdf", follow=True)
    assert "PDF er ikke installert her" in answer.text
    assert not AccessRecord.objects.filter(page="plan_print").exists()


def test_the_same_plan_taken_out_twice_in_a_day_is_the_same_file(cast, client):
    plan = a_plan(a_case(cast))
    client.force_login(cast.users["contact_a"])
    one, other = (client.get(f"/plan/{plan.pk}/plan-nb.pdf").content for _time in range(2))
    assert one == other


def test_a_language_we_have_no_words_in_is_not_there(cast, client):
    plan = a_plan(a_case(cast))
    client.force_login(cast.users["contact_a"])
    assert client.get(f"/plan/{plan.pk}/plan-en.pdf").status_code == 404


def test_both_weights_have_the_same_letters_and_all_that_norwegian_and_sami_need():
    every = {path.name: letters.letters_of(path) for path in pdf.FONTS.glob("*.ttf")}
    assert len(every) == 2 and len(set(every.values())) == 1
    assert {ord(letter) for letter in "æøåÆØÅéčđŋšŧžČĐŊŠŦŽ–«»…□"} <= every[pdf.FONT]
