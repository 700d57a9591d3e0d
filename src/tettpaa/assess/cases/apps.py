from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tettpaa.assess.cases"
    label = "cases"
    verbose_name = "Oppfølgingssaker"
