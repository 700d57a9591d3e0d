"""A part as a file, and parts on paper: what the page shows and no more, with what it counts and who took it out."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tettpaa.follow_up.paper.pdf import CONTENT_TYPE, pdf_of
from tettpaa.kit.html.dates import full_day
from tettpaa.pages.on_paper import pdf_or_told
from tettpaa.pages.parts import Part, table_of, texts_of
from tettpaa.pages.report.paper import paper_of
from tettpaa.trust.exports.sheet import Sheet, Watermark
from tettpaa.trust.exports.writing import CONTENT_TYPES, file_of
from tettpaa.trust.uploads.sending import attachment

# What whoever gets a file of some pupils' numbers must know.
CARE = gettext_lazy("Små tall kan peke ut elever. Vis dem bare til dem som følger elevene opp.")


def part_as_file(
    request: HttpRequest, parts: Iterable[Part], key: str, file_format: str, care: str = ""
) -> HttpResponse:
    """The part that is called so, as CSV or Excel; 404 where there is none with a table, or no such format.

    `care`: what whoever gets the file must know of who may see it.
    """
    found = next((each for each in parts if each.key == key and table_of(each)[1]), None)
    if found is None or file_format not in CONTENT_TYPES:
        raise Http404
    headings = tuple(str(column.label) for column in table_of(found)[0])
    rows = [tuple(row) for row in texts_of(found, _("ukjent"))]
    day = full_day(request.rights.on)
    facts = [(_("Hva tallene teller"), sentence) for sentence in found.sentences]
    facts += [(_("Tatt ut"), f"{day} · {request.user}"), *([(_("Vis varsomhet"), care)] if care else [])]
    mark = Watermark(found.title, tuple(facts), f"{found.title} · {day} · {request.user}")
    content = file_of(file_format, Sheet(headings, rows, _("ukjent")), mark)
    return attachment(content, CONTENT_TYPES[file_format], f"{found.key}.{file_format}")


def parts_on_paper(
    request: HttpRequest, title: str, parts: Iterable[Part], care: str, file_name: str, page: str
) -> HttpResponse:
    """The parts as PDF, in the reader's own form of Norwegian; back to the `page`, told why, where PDF is missing."""
    on = request.rights.on
    told = paper_of(title, care, parts, get_language() or "nb", str(request.user), on)
    content = pdf_or_told(request, lambda: pdf_of("report", told, on=on))
    return redirect(page) if content is None else attachment(content, CONTENT_TYPE, f"{file_name}.pdf")
