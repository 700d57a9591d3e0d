"""Addresses of stairs."""

from django.urls import path

from tettpaa.pages.stairs import choosing, views
from tettpaa.pages.stairs.own import views as own

urlpatterns = [
    path("skole/<int:key>/trappa", views.board, name="stairs"),
    path("elev/<int:key>/trappa", views.pupil, name="pupil_stairs"),
    path("trapper/", choosing.places, name="stairs_places"),
    path("skole/<int:key>/trapper", choosing.of_school, name="stairs_choices"),
    path("skole/<int:key>/trapper/<str:stairs>", choosing.at_school, name="stairs_choose"),
    path("eier/<int:key>/trapper", choosing.of_owner, name="owner_stairs_choices"),
    path("eier/<int:key>/trapper/<str:stairs>", choosing.at_owner, name="owner_stairs_choose"),
    path("egne-trapper/", own.listed, name="own_stairs_list"),
    path("eier/<int:key>/egne-trapper/ny", own.begin, name="own_stairs_begin"),
    path("egne-trapper/<int:stairs_id>", own.one, name="own_stairs"),
    path("egne-trapper/<int:stairs_id>/endre", own.edit, name="own_stairs_edit"),
    path("egne-trapper/<int:stairs_id>/gjelder", own.switch, name="own_stairs_switch"),
    path("egne-trapper/<int:stairs_id>/prove/slutt", own.end, name="own_stairs_trial_end"),
]
