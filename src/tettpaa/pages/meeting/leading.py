"""What meetings ask of people: a task and what became of it, tasks nobody has, and how many meetings there are."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.assess.cases.forms import ReasonForm
from tettpaa.follow_up.meetings.forms import GiveForm
from tettpaa.follow_up.meetings.kinds import kind_called
from tettpaa.follow_up.meetings.models import MeetingTask
from tettpaa.follow_up.meetings.queries import meeting_load, without_owner
from tettpaa.follow_up.meetings.rules import half_year_of
from tettpaa.follow_up.meetings.states import TASK_STATES
from tettpaa.follow_up.meetings.tasks import drop_task, finish_task, give_task, reopen_task
from tettpaa.kit import clock
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.meeting.found import REFUSED, done, pressed
from tettpaa.pages.meeting.queries import staff_at
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import LISTED, OPENED, shown

LOAD_COLUMNS = (
    Column("teacher", gettext_lazy("Kontaktlærer")),
    Column("meetings", gettext_lazy("Møter"), NUMBER),
    Column("hours", gettext_lazy("Timer"), NUMBER),
)
MEETING_COLUMNS = (
    Column("on", gettext_lazy("Når")), Column("kind", gettext_lazy("Møte")), Column("hours", gettext_lazy("Timer"), NUMBER),
)  # fmt: skip


@requires("meeting_task_change", checked_by_view=("task_id",))
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """A task: done by one button, or no longer needed with why."""
    held = _found(request, task_id)
    reopening = held.state != "open"
    form = ReasonForm(request.POST if request.POST.get("act") == "reason" else None)
    does = reopen_task if reopening else drop_task

    def acts() -> None:
        does(task=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if request.POST.get("act") == "finish":
        pressed(request, lambda: finish_task(task=held, by=request.user.username, at=clock.now()), _("Gjort."))
    elif not done(request, form, acts, _("Lagret.")):
        return _shown_task(request, held, form)
    shown(request, [held.pupil_id], "meeting_task", OPENED)
    return redirect("meeting_task", task_id=held.pk)


@requires("meeting_load_read", school="key")
@require_GET
def ownerless(request: HttpRequest, key: int) -> HttpResponse:
    """Open tasks whose person no longer works here: nobody will do them until they are given to another."""
    school = request.rights.school("school_read", key)
    there = live_enrolments(request.rights.on).filter(school=school).values("pupil")
    found = list(without_owner(request.rights.pupils("meeting_task_give").filter(pk__in=there), request.rights.on))
    shown(request, [each.pupil_id for each in found], "tasks_without_owner", LISTED, "meeting_task_give")
    return render(request, "meeting/ownerless.html", {"school": school, "tasks": found})


@requires("meeting_task_give", checked_by_view=("task_id",))
def give(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Give a task to another, with why."""
    among = MeetingTask.objects.filter(
        pupil__in=request.rights.pupils("meeting_task_give"), state="open", party="staff"
    )
    held = get_object_or_404(among.select_related("pupil", "person", "item__meeting"), pk=task_id)
    staff = staff_at(held.item.meeting.school_id, request.rights.on).exclude(pk=held.person_id)
    form = GiveForm(request.POST or None, staff=staff)

    def does() -> None:
        give_task(task=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Oppgaven har fått en ny eier, som har fått beskjed.")):
        return redirect("meeting_task", task_id=held.pk)
    shown(request, [held.pupil_id], "meeting_task", OPENED)
    return render(request, "meeting/give.html", {"task": held, "form": form}, status=REFUSED if form.errors else 200)


@requires("meeting_load_read", school="key")
@require_GET
def load(request: HttpRequest, key: int) -> HttpResponse:
    """Meetings and hours of each contact teacher this half-year: no pupils."""
    school = request.rights.school("meeting_load_read", key)
    rows = [
        {
            "teacher": Cell(str(each.teacher), url=reverse("meetings_of_teacher", args=[key, each.teacher.pk])),
            "meetings": each.meetings, "hours": each.hours,
        }
        for each in meeting_load(school, clock.now())
    ]  # fmt: skip
    told = {"school": school, "columns": LOAD_COLUMNS, "rows": rows, "since": half_year_of(request.rights.on)}
    return render(request, "meeting/load.html", told)


@requires("meeting_load_read", school="key", checked_by_view=("teacher",))
@require_GET
def meetings_of(request: HttpRequest, key: int, teacher: int) -> HttpResponse:
    """The meetings that one contact teacher's number counts: when and of which kind, and no pupils."""
    school = request.rights.school("meeting_load_read", key)
    load_of = {each.teacher.pk: each for each in meeting_load(school, clock.now())}
    if teacher not in load_of:
        raise Http404
    rows = [
        {"on": each.starts_at, "kind": kind_called(each.kind).word(get_language() or "nb"), "hours": each.hours}
        for each in load_of[teacher].attended
    ]
    told = {
        "school": school, "teacher": load_of[teacher].teacher, "columns": MEETING_COLUMNS, "rows": rows,
        "since": half_year_of(request.rights.on),
    }  # fmt: skip
    return render(request, "meeting/load_of_teacher.html", told)


def _found(request: HttpRequest, task_id: UUID) -> MeetingTask:
    """One's own task, or one about a pupil whose minutes the reader writes."""
    among = MeetingTask.objects.filter(pupil__in=request.rights.pupils("meeting_task_change"))
    held = get_object_or_404(among.select_related("pupil", "person", "item__meeting__team"), pk=task_id)
    is_own = request.rights.person is not None and held.person_id == request.rights.person.pk
    if not is_own and not request.rights.may_about("minutes_write", held.pupil_id):
        raise Http404
    return held


def _shown_task(request: HttpRequest, held: MeetingTask, form: ReasonForm) -> HttpResponse:
    shown(request, [held.pupil_id], "meeting_task", OPENED)
    if request.rights.person:
        see_messages(to=request.rights.person, about=held.pk, at=clock.now())
    may_give = request.rights.may("meeting_task_give") and held.party == "staff" and held.state == "open"
    told = {
        "task": held, "state": TASK_STATES[held.state], "form": form, "may_give": may_give,
        "steps": held.steps.select_related("to").order_by("at"),
        "sees_meeting": request.rights.may_about("meeting_read", held.pupil_id),
    }  # fmt: skip
    return render(request, "meeting/task.html", told, status=REFUSED if form.errors else 200)
