"""Addresses of measures."""

from django.urls import path

from tettpaa.pages.measure import answering, starting, views

urlpatterns = [
    path("tiltak/", starting.catalogue, name="measures"),
    path("sak/<uuid:case_id>/tiltak/", starting.choose, name="measure_choose"),
    path("sak/<uuid:case_id>/tiltak/<slug:measure_kind>", starting.plan, name="measure_plan"),
    path("tiltak/<uuid:measure_id>", views.measure, name="measure"),
    path("tiltak/<uuid:measure_id>/begynn", views.start, name="measure_start"),
    path("tiltak/<uuid:measure_id>/feilfort", views.void, name="measure_void"),
    path("tiltak/<uuid:measure_id>/opptrapping", answering.days, name="measure_days"),
    path("tiltak/<uuid:measure_id>/vilkar/<slug:gate>", answering.prove, name="measure_prove"),
    path("tiltak/<uuid:measure_id>/etter/<int:weeks>", answering.observe, name="measure_observe"),
    path("tiltak/<uuid:measure_id>/etter/<int:weeks>/feilfort", answering.void, name="observation_void"),
    path("tiltak/<uuid:measure_id>/<slug:measure_act>", views.act, name="measure_act"),
]
