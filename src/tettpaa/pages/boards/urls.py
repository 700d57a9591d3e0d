from django.urls import path

from tettpaa.pages.boards import views

urlpatterns = [
    path("klasse/<int:key>/tavle", views.class_board, name="class_numbers"),
    path("klasse/<int:key>/tavle/hvem/<slug:number>", views.class_number, name="class_number"),
    path("klasse/<int:key>/tavle/borte", views.class_hours, name="class_hours"),
    path("klasse/<int:key>/tavle/uke/<int:week>", views.class_week, name="class_week"),
    path("klasse/<int:key>/tavle/fil/<slug:part>/<slug:file_format>", views.class_file, name="class_file"),
    path("klasse/<int:key>/tavle/pdf", views.class_pdf, name="class_pdf"),
    path("skole/<int:key>/tavle", views.school_board, name="school_numbers"),
    path("skole/<int:key>/tavle/hvem/<slug:number>", views.school_number, name="school_number"),
    path("skole/<int:key>/tavle/borte", views.school_hours, name="school_hours"),
    path("skole/<int:key>/tavle/uke/<int:week>", views.school_week, name="school_week"),
    path("skole/<int:key>/tavle/fil/<slug:part>/<slug:file_format>", views.school_file, name="school_file"),
    path("skole/<int:key>/tavle/pdf", views.school_pdf, name="school_pdf"),
]
