from django.apps import AppConfig


class HtmlConfig(AppConfig):
    name = "tettpaa.kit.html"
    label = "kit_html"
