from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "tettpaa.trust.retention"
    label = "retention"
    verbose_name = "Sletting"
