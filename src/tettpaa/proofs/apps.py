from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "tettpaa.proofs"
    label = "proofs"
