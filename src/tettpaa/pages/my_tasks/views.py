"""Oppgaver: what waits for whoever has no Min dag, such as a subject teacher, a leader or a nurse."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.pages.my_tasks.queries import tasks_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown


@requires("tasks_read")
@require_GET
def my_tasks(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the first due first."""
    tasks = tasks_of(request.rights)
    shown(request, [task.pupil for task in tasks if task.pupil], "my_tasks")
    return render(request, "my_tasks/tasks.html", {"tasks": tasks, "today": request.rights.on})
