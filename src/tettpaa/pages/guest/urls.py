"""Addresses of guests from other services, and of what others have let one see."""

from django.urls import path

from tettpaa.pages.guest import shared, views

urlpatterns = [
    path("gjester/", views.all_guests, name="all_guests"),
    path("elev/<int:key>/oppdrag", views.guests, name="guests"),
    path("elev/<int:key>/oppdrag/nytt", views.give, name="guest_give"),
    path("elev/<int:key>/oppdrag/<uuid:reference>/forny", views.renew, name="guest_renew"),
    path("elev/<int:key>/oppdrag/<uuid:reference>/avslutt", views.end, name="guest_end"),
    path("delt-med-meg/", shared.with_me, name="shared_with_me"),
]
