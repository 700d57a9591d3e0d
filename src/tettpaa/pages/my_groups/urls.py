from django.urls import path

from tettpaa.pages.my_groups.views import my_groups

urlpatterns = [path("mine-grupper", my_groups, name="my_groups")]
