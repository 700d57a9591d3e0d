from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "tettpaa.bench"
    label = "bench"
