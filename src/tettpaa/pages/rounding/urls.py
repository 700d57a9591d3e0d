"""Addresses of what numbers are rounded to."""

from django.urls import path

from tettpaa.pages.rounding import views

urlpatterns = [
    path("avrunding/", views.rounding, name="rounding"),
    path("avrunding/<int:choice_id>/godkjenn", views.approve, name="rounding_approve"),
    path("avrunding/<int:choice_id>/avslag", views.refuse, name="rounding_refuse"),
]
