from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tettpaa.assess.documents"
    label = "documents"
    verbose_name = "Dokumenter"
