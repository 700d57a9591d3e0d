from django.urls import path

from tettpaa.pages.report import views

urlpatterns = [
    path("rapport/", views.report, name="report"),
    path("rapport/pdf/<slug:language>/", views.report_pdf, name="report_pdf"),
    path("rapport/<slug:part>/<slug:file_format>/", views.report_table, name="report_table"),
]
