from django.urls import path

from tettpaa.pages.school_board import explaining, lists, reminding, views

urlpatterns = [
    path("skole/", views.schools, name="school"),
    path("skole/<int:key>", views.board, name="school_board"),
    path("skole/<int:key>/venter", lists.waiting, name="school_waiting"),
    path("skole/<int:key>/flagg", lists.raised, name="school_raised"),
    path("skole/<int:key>/uforklart", explaining.unexplained, name="school_unexplained"),
    path("skole/<int:key>/uten-klasse", lists.without_class, name="school_without_class"),
    path("uforklart/<int:pupil_key>/spor", explaining.ask, name="ask_explanation"),
    path("registrering/", reminding.schools, name="registration"),
    path("registrering/<int:key>", reminding.registration, name="school_registration"),
    path("registrering/<int:key>/minn", reminding.remind, name="remind_teacher"),
]
