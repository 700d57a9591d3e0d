"""Brev: writing one, reading what will leave, and what left."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from tettpaa.assess.cases.queries import live_cases
from tettpaa.follow_up.letters.actions import write_letter
from tettpaa.follow_up.letters.facts import facts_of
from tettpaa.follow_up.letters.forms import LetterForm
from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.rules import SUBJECT, limits_on, period_on
from tettpaa.follow_up.paper.pdf import is_installed
from tettpaa.kit import clock
from tettpaa.pages.letter.queries import found_letter, heading_of, letter_page, letters_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("letter_read", pupil="key")
@require_GET
def letters(request: HttpRequest, key: int) -> HttpResponse:
    """The pupil's letters, and the kinds one may write."""
    pupil = request.rights.pupil("letter_read", key)
    shown(request, [key], "letters", OPENED)
    return render(request, "letter/letters.html", {"pupil": pupil, "listed": letters_of(request.rights, pupil)})


@requires("letter_write", pupil="key", checked_by_view=("letter_kind",))
def write(request: HttpRequest, key: int, letter_kind: str) -> HttpResponse:
    """What this letter is to say. It leaves when it has been read through on the next page."""
    if letter_kind not in Letter.Kind.values:
        raise Http404
    pupil = request.rights.pupil("letter_write", key)
    form = _form(request, pupil, letter_kind)
    if request.method == "POST" and form.is_valid():
        school = live_enrolments(request.rights.on).filter(pupil=pupil).select_related("school")[0].school
        try:
            letter = write_letter(
                pupil=pupil, school=school, case=live_cases([key]).first(), **form.given(), by=request.user.username,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as faults:
            form.add_faults(faults)
        else:
            return redirect("letter", letter_id=letter.pk)
    shown(request, [key], "letter_write", OPENED)
    told = {"pupil": pupil, "form": form, "kind": Letter.Kind(letter_kind).label, "heading": heading_of(letter_kind)}
    return render(request, "letter/write.html", told, status=REFUSED if form.errors else 200)


@requires("letter_read", checked_by_view=("letter_id",))
@require_GET
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """What would leave now, word by word and to whom; or what left, and where each stands."""
    held = found_letter(request, letter_id, "letter_read")
    shown(request, [held.pupil_id], "letter", OPENED)
    page = letter_page(request.rights, held, request.GET.dict(), clock.now())
    return render(request, "letter/letter.html", {"page": page})


@requires("letter_read", checked_by_view=("letter_id", "delivery_id"))
@require_GET
def paper(request: HttpRequest, letter_id: UUID, delivery_id: UUID) -> HttpResponse:
    """One reader's letter as it left, to print."""
    held = found_letter(request, letter_id, "letter_read")
    delivery = get_object_or_404(LetterDelivery.objects.select_related("to"), letter=held, pk=delivery_id)
    shown(request, [held.pupil_id], "letter", OPENED)
    may_print = is_installed() and request.rights.may_about("letter_print", held.pupil_id)
    told = {"letter": held, "delivery": delivery, "paragraphs": delivery.text.split("\n\n"), "may_print": may_print}
    return render(request, "letter/paper.html", told)


def _form(request: HttpRequest, pupil: Person, kind: str) -> LetterForm:
    on = request.rights.on
    subjects = [(each.code, each.name) for each in facts_of(pupil, on).subjects] if kind == SUBJECT else []
    return LetterForm(request.POST or None, kind=kind, subjects=subjects, period=period_on(on, limits_on(on)))
