"""What HR assigns to whom, why, until when."""

from curricula.models.assignment import Assignment, AssignmentGrant
from curricula.models.assignment_rule import AssignmentRule
from curricula.models.curriculum import Curriculum, CurriculumCourse
from curricula.models.cycle import Cycle, CycleEnrollment

__all__ = [
    "Assignment",
    "AssignmentGrant",
    "AssignmentRule",
    "Curriculum",
    "CurriculumCourse",
    "Cycle",
    "CycleEnrollment",
]
