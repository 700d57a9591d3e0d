"""Addresses of emergency opening."""

from django.urls import path

from tettpaa.pages.emergency import views

urlpatterns = [
    path("nodapning/", views.open_one, name="emergency"),
    path("nodapninger/", views.openings, name="openings"),
    path("nodapninger/<uuid:opening_id>", views.review, name="opening_review"),
]
