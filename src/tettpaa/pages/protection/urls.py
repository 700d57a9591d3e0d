"""Addresses of protection: for custodians alone."""

from django.urls import path

from tettpaa.pages.protection import reviewing, views

urlpatterns = [
    path("skjerming/", views.protected, name="protection"),
    path("skjerming/gjennomgang", reviewing.review, name="protection_review"),
    path("skjerming/<uuid:protection_id>", views.one, name="protection_one"),
    path("skjerming/<uuid:protection_id>/foresla", views.ask_lowering, name="protection_ask_lowering"),
    path("skjerming/<uuid:protection_id>/opphev", views.lower, name="protection_lower"),
    path("skjerming/<uuid:protection_id>/klarer", views.clear, name="protection_clear"),
    path(
        "skjerming/<uuid:protection_id>/klarert/<uuid:clearance_id>/avslutt", views.end, name="protection_end_clearance"
    ),
]
