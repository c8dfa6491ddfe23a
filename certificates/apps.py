from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Frozen, verifiable proof of completion."""

    name = "certificates"
    default_auto_field = "django.db.models.BigAutoField"
