"""Addresses of what guardians see."""

from django.urls import path

from tettpaa.pages.guardian_sight import views

urlpatterns = [
    path("foresattes-innsyn/", views.choices, name="field_choices"),
    path("foresattes-innsyn/<int:choice_id>/godkjenn", views.approve, name="field_choice_approve"),
    path("foresattes-innsyn/<int:choice_id>/avslag", views.refuse, name="field_choice_refuse"),
    path("foresattes-innsyn/<slug:thing>/<slug:band>", views.choose, name="field_choice"),
]
