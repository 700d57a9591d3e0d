from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tettpaa.demo"
    label = "demo"
