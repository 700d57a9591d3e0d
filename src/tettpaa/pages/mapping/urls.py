"""Addresses of mappings and input rounds."""

from django.urls import path

from tettpaa.pages.mapping import views, views_of_input, voiding

urlpatterns = [
    path("sak/<uuid:case_id>/kartlegging", views.mapping, name="mapping"),
    path("sak/<uuid:case_id>/kartlegging/skriv", views.write, name="mapping_write"),
    path("sak/<uuid:case_id>/innspill", views.ask, name="input_ask"),
    path("innspillsrunde/<uuid:round_id>", views.input_round, name="input_round"),
    path("innspillsrunde/<uuid:round_id>/minn", views.remind, name="input_remind"),
    path("innspillsrunde/<uuid:round_id>/avslutt", views.close, name="input_round_close"),
    path("kartlegging/<uuid:mapping_id>/feilfort", voiding.mapping, name="mapping_void"),
    path("innspill/<uuid:request_id>/feilfort", voiding.answer, name="input_void"),
    path("innspill/<uuid:request_id>/ta-tilbake", voiding.take_back, name="input_take_back"),
    path("innspill/", views_of_input.requests, name="input_requests"),
    path("innspill/<uuid:request_id>", views_of_input.answer, name="input_answer"),
]
