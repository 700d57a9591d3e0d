from django.urls import path

from tettpaa.pages.practice import views

urlpatterns = [
    path("praksis/", views.owner_practice, name="owner_practice"),
    path("praksis/<int:key>/", views.school_practice, name="school_practice"),
    path("praksis/<int:key>/fil/<slug:part>/<slug:file_format>", views.school_file, name="practice_file"),
    path("praksis/<int:key>/pdf", views.school_pdf, name="practice_pdf"),
    path("praksis/<int:key>/<slug:figure>/", views.behind, name="practice_behind"),
]
