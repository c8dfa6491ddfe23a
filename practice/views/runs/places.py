"""The addresses around a run."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from enrollments.models import Enrollment
from practice.models import Run


@dataclass(frozen=True)
class Places:
    """Where everything about one run stands."""

    run: Run

    def _at(self, name: str) -> str:
        return reverse(f"practice:{name}", args=[self.run.uuid])

    def _in_course(self, name: str) -> str:
        return reverse(name, args=[self.run.enrollment.uuid, self.run.scenario.lesson.key])

    @property
    def lesson(self) -> str:
        """Return the briefing."""
        return self._in_course("enrollments:lesson")

    @property
    def beside(self) -> str:
        """Return the briefing, or one's own runs where the course is closed for the learner."""
        is_closed = self.run.enrollment.state == Enrollment.State.WITHDRAWN
        return reverse("practice:mine") if is_closed else self.lesson

    @property
    def start(self) -> str:
        """Return where a run is begun."""
        return self._in_course("practice:start")

    @property
    def reading(self) -> str:
        """Return the reading version."""
        return self._in_course("practice:reading")

    @property
    def stage(self) -> str:
        """Return the scene."""
        return self._at("stage")

    @property
    def now(self) -> str:
        """Return the scene at the line that waits for an answer."""
        return f"{self.stage}#roleplay-now"

    @property
    def prepare(self) -> str:
        """Return where what comes before the options is sent."""
        return self._at("prepare")

    @property
    def turn(self) -> str:
        """Return where a reply is sent."""
        return self._at("turn")

    @property
    def pause(self) -> str:
        """Return the page of a pause."""
        return self._at("pause")

    @property
    def step_out(self) -> str:
        """Return where stepping out is sent."""
        return self._at("step-out")

    @property
    def grounding(self) -> str:
        """Return the minute after stepping out."""
        return self._at("grounding")

    @property
    def debrief(self) -> str:
        """Return the debrief."""
        return self._at("debrief")

    @property
    def seat(self) -> str:
        """Return the customer's seat."""
        return self._at("seat")

    @property
    def retry(self) -> str:
        """Return where another try from a turn is begun."""
        return self._at("retry")

    @property
    def delete(self) -> str:
        """Return where the run is deleted."""
        return self._at("delete")

    @property
    def current(self) -> str:
        """Return the page that fits the state of the run."""
        if self.run.state == self.run.State.PLAYING:
            return self.now
        return self.debrief if self.run.state == self.run.State.DEBRIEFED else self.grounding
