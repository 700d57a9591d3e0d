"""Addresses of stairs."""

from django.urls import path

from tettpaa.pages.stairs import choosing, views

urlpatterns = [
    path("skole/<int:key>/trappa", views.board, name="stairs"),
    path("elev/<int:key>/trappa", views.pupil, name="pupil_stairs"),
    path("trapper/", choosing.places, name="stairs_places"),
    path("skole/<int:key>/trapper", choosing.of_school, name="stairs_choices"),
    path("skole/<int:key>/trapper/<str:stairs>", choosing.at_school, name="stairs_choose"),
    path("eier/<int:key>/trapper", choosing.of_owner, name="owner_stairs_choices"),
    path("eier/<int:key>/trapper/<str:stairs>", choosing.at_owner, name="owner_stairs_choose"),
]
