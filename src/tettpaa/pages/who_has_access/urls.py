"""Addresses of the quarterly look at who has access."""

from django.urls import path

from tettpaa.pages.who_has_access import views

urlpatterns = [
    path("tilganger/", views.at_schools, name="who_has_access"),
    path("tilganger/skoleeier", views.at_owner, name="owner_access"),
]
