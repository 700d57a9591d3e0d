from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tettpaa.schools.people"
    label = "people"
    verbose_name = "Personer og tilknytninger"
