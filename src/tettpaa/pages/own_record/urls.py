"""The addresses of one's own data."""

from django.urls import path

from tettpaa.pages.own_record import views

urlpatterns = [
    path("mine-opplysninger/", views.own_record_page, name="own_record"),
    path("mine-opplysninger/fil/<slug:form>", views.own_record_file, name="own_record_file"),
]
