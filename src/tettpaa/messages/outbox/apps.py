from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "tettpaa.messages.outbox"
    label = "outbox"
    verbose_name = "Beskjeder"
