from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "tettpaa.identify.records"
    label = "records"
    verbose_name = "Fakta fra kildene"
