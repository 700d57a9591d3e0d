from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "tettpaa.follow_up.referrals"
    label = "referrals"
    verbose_name = "Drøfting og henvisning"
