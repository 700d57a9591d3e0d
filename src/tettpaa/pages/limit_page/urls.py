"""The open calculator of the absence limit."""

from django.urls import path

from tettpaa.pages.limit_page.views import limit

urlpatterns = [path("fravarsgrensen/", limit, name="limit")]
