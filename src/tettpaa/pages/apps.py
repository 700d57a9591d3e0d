from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tettpaa.pages"
    label = "pages"
