"""Addresses of the privacy course."""

from django.urls import path

from tettpaa.trust.course import views

app_name = "course"
urlpatterns = [
    path("", views.course, name="course"),
    path("krav/", views.requirement, name="requirement"),
]
