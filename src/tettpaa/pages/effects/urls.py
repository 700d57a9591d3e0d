"""Addresses of "did it help?"."""

from django.urls import path

from tettpaa.pages.effects import views

urlpatterns = [
    path("elev/<int:key>/hjalp-det", views.pupil, name="effects_of_pupil"),
    path("skole/<int:key>/hjalp-det", views.school, name="effects_of_school"),
    path("skole/<int:key>/hjalp-det/<slug:measure_kind>", views.pupils, name="effects_pupils"),
    path("skoler/hjalp-det", views.owner, name="effects_of_owner"),
]
