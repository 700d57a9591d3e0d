from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "tettpaa.identify.registration"
    label = "registration"
    verbose_name = "Føring av fravær"
