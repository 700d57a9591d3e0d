"""A letter as PDF: the very words that left, in the reader's language, fit for a screen reader and for the archive."""

import datetime as dt
import json

import pytest

from tests.flows.letters.made import INVITATION, NOON, a_term, sent, written
from tests.pdfs import inside
from tettpaa.follow_up.letters.actions import archive_letter
from tettpaa.follow_up.letters.archive import folder_of, pdf_of_letter
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish
from tettpaa.follow_up.letters.sheet import blocks_of, sheet_of
from tettpaa.follow_up.paper import pdf
from tettpaa.trust.audit.models import AccessRecord

MARKUP = '#import "x.typ": y $ x^2 $ *fet* #panic("ut") <a> @b'


@pytest.fixture
def term(cast):
    return a_term(cast)


def test_each_reader_has_an_own_pdf_in_an_own_language_and_taking_it_out_is_logged(term, client):
    term.pupils["a1"].written_form = "nn"
    term.pupils["a1"].save()
    letter = written(term, INVITATION, line=MARKUP)
    assert sent(letter)
    client.force_login(term.users["contact_a"])
    for name, language in (("a1", b"nn"), ("En", b"nb")):
        delivery = letter.deliveries.get(to=term.pupils[name])
        assert "Hent som PDF" in client.get(f"/brev/{letter.pk}/papir/{delivery.pk}").text
        answer = client.get(f"/brev/{letter.pk}/papir/{delivery.pk}/brev.pdf")
        content = inside(answer.content)
        assert answer.headers["Content-Type"] == "application/pdf"
        for part in (b"/StructTreeRoot", b"<pdfuaid:part>1", b"<pdfaid:part>2", b"/Lang(" + language):
            assert part in content, part
    assert AccessRecord.objects.filter(page="letter_print", kind="export", by="contact_a").count() == 2


@pytest.mark.parametrize("who", ["contact_b", "subject", "leader_elsewhere", "analyst", "nobody"])
def test_who_may_not_read_the_letter_gets_no_pdf(term, client, who):
    letter = written(term, INVITATION)
    assert sent(letter)
    client.force_login(term.users[who])
    assert client.get(f"/brev/{letter.pk}/papir/{letter.deliveries.first().pk}/brev.pdf").status_code == 404
    assert not AccessRecord.objects.filter(page="letter_print").exists()


def test_without_the_extra_the_page_says_so_and_the_archive_takes_the_words(term, client, settings, monkeypatch):
    letter = written(term, INVITATION)
    assert sent(letter)
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    client.force_login(term.users["contact_a"])
    delivery = letter.deliveries.first()
    page = client.get(f"/brev/{letter.pk}/papir/{delivery.pk}/brev.pdf", follow=True)
    assert "PDF er ikke installert her" in page.text and "Hent som PDF" not in page.text
    assert {file.suffix for file in archived(letter, settings).iterdir()} == {".txt", ".json"}


def test_the_archive_has_the_words_and_the_same_letter_as_pdf_a(term, settings):
    letter = written(term, INVITATION)
    assert sent(letter)
    letter.refresh_from_db()
    package = archived(letter, settings)
    told = json.loads((package / "arkivmelding.json").read_text("utf-8"))
    for delivery in letter.deliveries.all():
        assert (package / f"{delivery.pk}.pdf").read_bytes() == pdf_of_letter(letter, delivery, letter.sent_at)
    forms = [
        form["variantformat"] for each in told["registrering"]["dokumentbeskrivelse"] for form in each["dokumentobjekt"]
    ]
    assert sorted(forms) == ["A"] * 3 + ["P"] * 3


def archived(letter, settings):
    settings.TETTPAA_STAND_INS = ("archive",)
    archive_letter(letter=letter, by="contact_a", at=NOON)
    return folder_of(letter)


def test_lines_with_a_dash_are_a_list_and_every_word_is_there():
    text = "Til Elev A1\n\nVelg:\n– Fortsette\n– Noe annet\n\nHilsen Skole A"
    assert blocks_of(text) == [
        {"text": "Til Elev A1", "items": []}, {"text": "Velg:", "items": []},
        {"text": "", "items": ["Fortsette", "Noe annet"]}, {"text": "Hilsen Skole A", "items": []},
    ]  # fmt: skip
    told = sheet_of(title="T", text="🙂 " + text, language="se", school="Skole A", on=dt.date(2025, 10, 14))
    assert pdf.pdf_of("letter", told, on=dt.date(2025, 10, 14)).startswith(b"%PDF")


def test_who_has_sami_gets_bokmal_with_a_sentence_that_says_so(term):
    """There is no letter in Sámi yet; no sentence is made up."""
    for name, form in (("a1", "se"), ("En", "nn")):
        term.pupils[name].written_form = form
        term.pupils[name].save()
    said = "Vi har ikke dette brevet på Davvisámegiella ennå, og skriver det derfor på bokmål."
    letters = {str(each.recipient.person): each for each in draft_of(written(term, INVITATION), NOON).outgoing}
    assert letters["Elev A1"].language == "nb" and letters["Elev A1"].letter.paragraphs[1] == said
    notice = draft_of(written(term, Wish("subject_notice", "NOR1267", "h1", ("basis",))), NOON).outgoing[0]
    assert "for å vurdere deg. (Davvisámegiella: Ii árvvoštallanvuođđu)" in notice.letter.text, "the national term"
    assert said not in letters["Foresatt En"].letter.text + letters["Foresatt To"].letter.text
