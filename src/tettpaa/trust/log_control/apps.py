from django.apps import AppConfig


class LogControlConfig(AppConfig):
    name = "tettpaa.trust.log_control"
    label = "log_control"
    verbose_name = "Loggkontroll"
