"""The addresses of the runs of removal."""

from django.urls import path

from tettpaa.pages.removal import views

urlpatterns = [
    path("sletting/", views.runs, name="removal"),
    path("sletting/<uuid:run_id>", views.one_run, name="removal_run"),
]
