"""Users, departments, employment spells and role grants."""

from people.models.department import Department
from people.models.employment import Employment
from people.models.role_grant import RoleGrant
from people.models.user import User

__all__ = ["Department", "Employment", "RoleGrant", "User"]
