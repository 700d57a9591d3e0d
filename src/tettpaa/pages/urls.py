"""The pages that cross the parts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
