from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tettpaa.follow_up.meetings"
    label = "meetings"
    verbose_name = "Møter"
