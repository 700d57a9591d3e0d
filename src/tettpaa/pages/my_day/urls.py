from django.urls import path

from tettpaa.pages.my_day import views

urlpatterns = [
    path("min-dag", views.my_day, name="my_day"),
    path("min-dag/snakket/<int:pupil_key>", views.contact, name="contact"),
    path("min-dag/svar/<uuid:question_id>", views.answer, name="answer"),
]
