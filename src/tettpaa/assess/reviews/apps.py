from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "tettpaa.assess.reviews"
    label = "reviews"
    verbose_name = "Klassegjennomgang"
