from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from common.models import PublicId

if TYPE_CHECKING:
    from people.viewer import Viewer


class UserQuerySet(models.QuerySet["User"]):
    """Words for asking about people."""

    def active(self) -> UserQuerySet:
        """Return those who may sign in."""
        return self.filter(is_active=True)

    def within(self, departments: frozenset[int] | None, *, on: Any) -> UserQuerySet:
        """Return people employed on that day below the given departments; None means everywhere."""
        if departments is None:
            return self
        return self.filter(
            employments__valid__contains=on,
            employments__department__path__overlap=list(departments),
        ).distinct()

    def reporting_to(self, viewer: Viewer, *, on: Any) -> UserQuerySet:
        """Return the people whose manager on that day is the viewer."""
        return self.filter(
            employments__valid__contains=on, employments__manager_id=viewer.user.pk
        ).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    """Creates users; e-mail addresses are compared without case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a user who signs in with that e-mail address; no password means none works."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with that e-mail address, whatever its case."""
        found: User = self.get(email__iexact=username)
        return found


class User(AbstractBaseUser, PublicId):
    """A person. Never deleted: deactivated or pseudonymised, since evidence refers to them."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    employee_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    legal_name = models.CharField(
        _("legal name"), max_length=200, validators=[ProhibitNullCharactersValidator()]
    )
    short_name = models.CharField(_("what we call you"), max_length=80, blank=True, default="")
    certificate_name = models.CharField(
        _("name on certificates"), max_length=200, blank=True, default=""
    )
    language = models.CharField(_("language"), max_length=16, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["legal_name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="people_email_once"),
            models.CheckConstraint(name="people_email_given", condition=~models.Q(email="")),
            models.CheckConstraint(name="people_name_given", condition=~models.Q(legal_name="")),
        ]

    class Privacy:
        personal: ClassVar = {
            "email": "erase",
            "employee_number": "pseudonymise",
            "legal_name": "pseudonymise",
            "short_name": "erase",
            "certificate_name": "erase",
            "language": "erase",
            "time_zone": "erase",
            "password": "erase",
            "last_login": "erase",
        }
        retain: ClassVar = {"id", "uuid", "is_active", "joined_at"}

    def get_full_name(self) -> str:
        """Return the legal name."""
        return self.legal_name

    def get_short_name(self) -> str:
        """Return what colleagues call this person."""
        return self.short_name or self.legal_name.split(" ")[0]

    def zone(self) -> ZoneInfo:
        """Return the person's time zone; one that nobody knows counts as UTC."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            return ZoneInfo("UTC")

    def name_on_certificates(self) -> str:
        """Return the name that certificates print."""
        return self.certificate_name or self.legal_name

    def audit_label(self) -> str:
        """Return the words that stand for this person in the trail."""
        return self.legal_name
