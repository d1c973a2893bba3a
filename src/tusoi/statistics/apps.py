from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "tusoi.statistics"
    default_auto_field = "django.db.models.BigAutoField"
