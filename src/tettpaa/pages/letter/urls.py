"""Addresses of letters."""

from django.urls import path

from tettpaa.pages.letter import printing, sending, views, voiding

urlpatterns = [
    path("elev/<int:key>/brev", views.letters, name="letters"),
    path("elev/<int:key>/brev/<str:letter_kind>", views.write, name="letter_write"),
    path("brev/<uuid:letter_id>", views.letter, name="letter"),
    path("brev/<uuid:letter_id>/send", sending.send, name="letter_send"),
    path("brev/<uuid:letter_id>/legg-bort", sending.drop, name="letter_drop"),
    path("brev/<uuid:letter_id>/feilfort", voiding.void, name="letter_void"),
    path("brev/<uuid:letter_id>/arkiver", sending.to_archive, name="letter_archive"),
    path("brev/<uuid:letter_id>/papir/<uuid:delivery_id>", views.paper, name="letter_paper"),
    path("brev/<uuid:letter_id>/papir/<uuid:delivery_id>/brev.pdf", printing.pdf, name="letter_pdf"),
    path("brev/<uuid:letter_id>/mottatt/<uuid:delivery_id>", sending.receive, name="letter_receive"),
]
