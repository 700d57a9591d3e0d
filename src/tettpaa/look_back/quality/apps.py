from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "tettpaa.look_back.quality"
    label = "quality"
    verbose_name = "Kvalitetsmål"
