"""Every address of the site. Each view declares its permission, or the server does not start."""

from django.urls import include, path

urlpatterns = [
    path("", include("tettpaa.pages.urls")),
    path("", include("tettpaa.trust.identity.urls")),
    path("import/", include("tettpaa.identify.imports.urls")),
    path("regelsett/", include("tettpaa.identify.flags.urls")),
    path("samtaler/", include("tettpaa.assess.talks.urls")),
]
