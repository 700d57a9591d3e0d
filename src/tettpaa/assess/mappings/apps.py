from django.apps import AppConfig


class MappingsConfig(AppConfig):
    name = "tettpaa.assess.mappings"
    label = "mappings"
    verbose_name = "Kartlegging og innspill"
