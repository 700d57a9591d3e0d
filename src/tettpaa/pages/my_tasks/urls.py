"""The address of what waits."""

from django.urls import path

from tettpaa.pages.my_tasks.views import my_tasks

urlpatterns = [path("oppgaver/", my_tasks, name="my_tasks")]
