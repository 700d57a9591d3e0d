from django.urls import path

from tettpaa.pages.pupil import views

urlpatterns = [
    path("elev/<int:key>", views.pupil, name="pupil"),
    path("elev/<int:key>/snakket", views.spoke, name="pupil_spoken_with"),
    path("svar-om-fravar/<uuid:question_id>/feilfort", views.void_answer, name="answer_void"),
    path("kontakt/<uuid:contact_id>/feilfort", views.void_contact_line, name="contact_void"),
]
