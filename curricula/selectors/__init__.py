"""Reads; a page asks one of them."""

from curricula.selectors.my_assignments import AssignedCourse, MyAssignment, my_assignments

__all__ = ["AssignedCourse", "MyAssignment", "my_assignments"]
