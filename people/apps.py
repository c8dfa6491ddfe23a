from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, departments, employment, role grants."""

    name = "people"
    default_auto_field = "django.db.models.BigAutoField"
