"""What the source's absence codes mean."""

from django.urls import path

from tettpaa.pages.codes_page.views import codes

urlpatterns = [path("koder/", codes, name="codes")]
