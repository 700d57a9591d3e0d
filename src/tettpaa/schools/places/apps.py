from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "tettpaa.schools.places"
    label = "places"
    verbose_name = "Skoleeiere, skoler og grupper"
