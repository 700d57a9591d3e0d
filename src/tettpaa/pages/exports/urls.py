from django.urls import path

from tettpaa.pages.exports import views

urlpatterns = [
    path("klasse/<int:key>/hent-ut", views.order_class_list, name="order_class_list"),
    path("skole/<int:key>/venter/hent-ut", views.order_waiting, name="order_waiting"),
    path("uttrekk/", views.exports, name="exports"),
    path("uttrekk/svar/", views.to_be_answered, name="exports_to_answer"),
    path("uttrekk/<slug:export_id>/fil", views.fetch, name="export_file"),
    path("uttrekk/<slug:export_id>/svar", views.answer, name="answer_export"),
]
