from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tettpaa.pages"
    label = "pages"

    def ready(self) -> None:
        from tettpaa.pages.exports import kinds

        kinds.enter()
