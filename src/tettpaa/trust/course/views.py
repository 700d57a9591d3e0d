"""The privacy course, and the owner's switch for it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.trust.access.declare import requires
from tettpaa.trust.course.actions import complete_course, set_requirement
from tettpaa.trust.course.forms import QuestionForm, SwitchForm
from tettpaa.trust.course.models import CourseRequirement
from tettpaa.trust.course.queries import count_done, done_by, switch_for
from tettpaa.trust.course.rules import course_on, holds
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.site import safe_next

REFUSED = 422
MOST_TOLD = 20


@requires("signed_in")
@require_http_methods(["GET", "POST"])
def course(request: HttpRequest) -> HttpResponse:
    """The rules in plain words and some questions; afterwards on to where the visitor was going."""
    on, told, user = request.rights.on, course_on(request.rights.on), cast("User", request.user)
    form = QuestionForm(request.POST or None, course=told)
    if request.method == "POST" and form.is_valid():
        done = complete_course(user=user, course=told, answers=form.answers, by=user.username, at=clock.now(), on=on)
        messages.success(request, _("Takk. Kurset gjelder til og med %(day)s.") % {"day": f"{done.valid_to:%d.%m.%Y}"})
        return redirect(safe_next(request))
    earlier = done_by(user)
    shown_to_reader = {
        "course": told, "form": form, "done": earlier[-1] if earlier and holds(told, earlier, on) else None,
        "is_asked": switch_for(request.rights.asker.owners, on) is not None,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }  # fmt: skip
    return render(request, "course/course.html", shown_to_reader, status=REFUSED if form.errors else 200)


@requires("course_require")
@require_http_methods(["GET", "POST"])
def requirement(request: HttpRequest) -> HttpResponse:
    """Whether the course is asked of all who see pupils at the owner; and what has been chosen before."""
    owner, on = request.rights.owners("course_require").first(), request.rights.on
    if owner is None:
        raise Http404
    standing = switch_for([owner.pk], on)
    begins = {
        "is_required": standing is not None, "covers_emergency": bool(standing and standing.covers_emergency),
        "valid_from": on,
    }  # fmt: skip
    form = SwitchForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            set_requirement(owner=owner, **form.cleaned_data, by=request.user.username, at=clock.now(), on=on)
            messages.success(request, _("Valget er lagret."))
            return redirect("course:requirement")
    told = {
        "owner": owner, "form": form, "standing": standing, "done": count_done(owner, course_on(on), on),
        "history": CourseRequirement.objects.filter(owner=owner).order_by("-pk")[:MOST_TOLD],
    }  # fmt: skip
    return render(request, "course/requirement.html", told, status=REFUSED if form.errors else 200)
