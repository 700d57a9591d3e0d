from django.urls import path

from tettpaa.pages.class_ import views

urlpatterns = [
    path("klasser/", views.classes, name="classes"),
    path("klasse/<int:key>", views.one_class, name="class"),
]
