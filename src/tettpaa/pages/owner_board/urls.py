from django.urls import path

from tettpaa.pages.owner_board import views

urlpatterns = [path("skoler/", views.owner, name="owner")]
