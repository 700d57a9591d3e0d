"""Addresses of concerns."""

from django.urls import path

from tettpaa.pages.concern import views

urlpatterns = [
    path("bekymringer/", views.concerns, name="concerns"),
    path("bekymringer/<uuid:concern_id>", views.answer, name="concern_answer"),
    path("bekymringer/<uuid:concern_id>/ta-tilbake", views.take_back, name="concern_take_back"),
    path("elev/<int:key>/bekymring", views.tell, name="concern_tell"),
]
