"""The import's pages."""

from django.urls import path

from tettpaa.identify.imports import pages, templates_page

app_name = "imports"
urlpatterns = [
    path("", pages.imports, name="list"),
    path("maler/", templates_page.all_templates, name="templates"),
    path("maler/tettpaa.xlsx", templates_page.workbook, name="workbook"),
    path("maler/<str:table>.csv", templates_page.one_template, name="template"),
    path("<slug:import_id>/", pages.one_import, name="import"),
    path("<slug:import_id>/gang", pages.how_far, name="how_far"),
    path("<slug:import_id>/feil.csv", pages.faults_file, name="faults"),
    path("<slug:import_id>/godkjenn", pages.approve, name="approve"),
    path("<slug:import_id>/avbryt", pages.cancel, name="cancel"),
]
