"""Every address of the site. Each view declares its permission, or the server does not start."""

from django.urls import include, path

from tettpaa.kit.html.gallery import gallery
from tettpaa.trust.access.declare import requires

urlpatterns = [
    path("", include("tettpaa.pages.urls")),
    path("", include("tettpaa.trust.identity.urls")),
    path("kurs/", include("tettpaa.trust.course.urls")),
    path("import/", include("tettpaa.identify.imports.urls")),
    path("regelsett/", include("tettpaa.identify.flags.urls")),
    path("samtaler/", include("tettpaa.assess.talks.urls")),
    path("galleri/", requires("public")(gallery), name="gallery"),
]
