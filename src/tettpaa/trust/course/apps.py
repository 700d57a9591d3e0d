from django.apps import AppConfig


class CourseConfig(AppConfig):
    name = "tettpaa.trust.course"
    label = "course"
    verbose_name = "Personvernkurs"
