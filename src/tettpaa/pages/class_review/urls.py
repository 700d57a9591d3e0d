"""Addresses of class reviews."""

from django.urls import path

from tettpaa.pages.class_review import views, voiding

urlpatterns = [
    path("klasse/<int:key>/gjennomgang", views.reviews, name="class_reviews"),
    path("klasse/<int:key>/gjennomgang/ny", views.open_one, name="class_review_open"),
    path("gjennomgang/<uuid:review_id>", views.review, name="class_review"),
    path("gjennomgang/linje/<uuid:line_id>/feilfort", voiding.line, name="review_line_void"),
    path("gjennomgang/<uuid:review_id>/skriv", views.write, name="class_review_write"),
    path("gjennomgang/<uuid:review_id>/avslutt", views.close, name="class_review_close"),
    path("gjennomgang/<uuid:review_id>/ark", views.paper, name="class_review_paper"),
]
