from django.urls import path

from tettpaa.pages.documents import views

urlpatterns = [
    path("elev/<int:key>/dokument/nytt", views.add, name="add_document"),
    path("elev/<int:key>/dokument/<slug:document_id>/fil", views.fetch, name="document_file"),
    path("elev/<int:key>/dokument/<slug:document_id>/feil", views.void, name="void_document"),
]
