"""Who may reach what: one table over all URLs, after section 2 of the reliability design.

A row says who is let in by role and relation, and what those are answered. Everybody else gets 404
(strangers: the sign-in page; programs: 403), and the answer to a foreign object is the answer to an
absent one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from people.roles import Role

# Relations of an actor to an object, by today's grants and employments.
OWN, TEAM, POP, ALL, ANY = "own", "team", "pop", "all", "any"

ROLES_OF: dict[str, set[Role]] = {
    "dana": {Role.LEARNER},
    "colm": {Role.LEARNER},
    "milo": {Role.LEARNER, Role.MANAGER},
    "nadia": {Role.LEARNER, Role.MANAGER},
    "omar": {Role.LEARNER, Role.HR},
    "ines": {Role.LEARNER, Role.HR},
    "vera": {Role.LEARNER, Role.AUDITOR},
    "theo": {Role.LEARNER, Role.AUTHOR},
    "ada": {Role.LEARNER, Role.ADMIN},
    "dexter": set(),  # holds HR and manager, but may not sign in any more
    "anonymous": set(),
}
ACTORS = tuple(ROLES_OF)
STRANGERS = ("anonymous", "dexter")

LEARNER_ANY = {Role.LEARNER: ANY}
LEARNER_OWN = {Role.LEARNER: OWN}
MANAGER_ANY = {Role.MANAGER: ANY}
HR_ANY = {Role.HR: ANY}
HR_OWN = {Role.HR: OWN}
HR_POP = {Role.HR: POP}
AUTHOR_ANY = {Role.AUTHOR: ANY}
AUTHOR_ALL = {Role.AUTHOR: ALL}
HR_OR_MANAGER = {Role.HR: POP, Role.MANAGER: TEAM}
AUDITOR_ANY = {Role.AUDITOR: ANY}
AUDITOR_ALL = {Role.AUDITOR: ALL}
ADMIN_ANY = {Role.ADMIN: ANY}
REPORTERS = {Role.HR: OWN, Role.AUDITOR: ALL}
REPORTERS_ANY = {Role.HR: ANY, Role.AUDITOR: ANY}

Body = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Row:
    """One URL and one method."""

    name: str
    status: int | tuple[int, ...]
    may: dict[Role, str] = field(default_factory=dict)
    method: str = "get"
    target: str = ""  # which kind of object the address or the body names
    is_public: bool = False
    body: Body | None = None
    query: str = ""  # a query string with {} for the object
    others: int | None = None  # the answer to the rest where it is not 404

    @property
    def is_api(self) -> bool:
        """Return whether programs call it."""
        return self.name.startswith("api:")

    def statuses(self) -> tuple[int, ...]:
        """Return what those who may are answered."""
        return self.status if isinstance(self.status, tuple) else (self.status,)


def post(name: str, status: Any, may: Any = None, target: str = "", **more: Any) -> Row:
    """Return a row of a POST."""
    return Row(name, status, may or {}, "post", target, **more)


def public(name: str, status: Any, target: str = "", **more: Any) -> Row:
    """Return a row that is open to everybody."""
    return Row(name, status, target=target, is_public=True, **more)


def _assignment(world: Any, target: Any) -> dict[str, Any]:
    return {
        "curriculum": world.curriculum.slug, "departments": [target.word], "anchor": "assigned",
        "offset_days": 9, "exceptions": "without_date",
    }  # fmt: skip


def _report(world: Any, target: Any) -> dict[str, Any]:
    return {
        "kind": "completions", "first_on": "2026-01-01", "last_on": "2026-01-02",
        "reason": "Yearly audit",
        "department": target.word,
    }  # fmt: skip


def _start(world: Any, target: Any) -> dict[str, Any]:
    return {"enrollment": target.word, "lesson": "m1-quiz"}


def _answer(world: Any, target: Any) -> dict[str, Any]:
    return {"client_seq": 5, "answer": None}


def _saved(world: Any, target: Any) -> dict[str, Any]:
    return {"client_seq": "5"}


def _submitted(world: Any, target: Any) -> dict[str, Any]:
    return {"accept_unanswered": True}


def _begin(world: Any, target: Any) -> dict[str, Any]:
    return {"enrollment": target.word, "lesson": "r1-1"}


def _reply(world: Any, target: Any) -> dict[str, Any]:
    return {"turns_taken": 1, "choice": "c"}


def _noticed(world: Any, target: Any) -> dict[str, Any]:
    return {"turns_taken": 1, "wrote": "x"}


def _notes(world: Any, target: Any) -> dict[str, Any]:
    return {"feel": "x", "fact": "x", "transfer": "x"}


def _rating(world: Any, target: Any) -> dict[str, Any]:
    return {"heard": 3, "respected": 3}


def _retried(world: Any, target: Any) -> dict[str, Any]:
    return {"turn": 2}


def _cap(world: Any, target: Any) -> dict[str, Any]:
    return {"intensity_cap": 3}


def _reviewed(world: Any, target: Any) -> dict[str, Any]:
    return {"variant": target.word, "choice": "0", "seen": "1"}


def _language(world: Any, target: Any) -> dict[str, Any]:
    return {"language": "en"}


def _tried(world: Any, target: Any) -> dict[str, Any]:
    return {"ordinal": "2", "text": "So it is late."}


def _rated(world: Any, target: Any) -> dict[str, Any]:
    return {"rating": "3"}


def _objected(world: Any, target: Any) -> dict[str, Any]:
    return {"code": "point", "point": "late", "place": "0", "verdict": "wrong"}


def _taken_back(world: Any, target: Any) -> dict[str, Any]:
    return {"go": "back"}


ROWS: list[Row] = [
    # Learning: one's own only; managers and HR see states elsewhere, never the pages.
    Row("home", 302, LEARNER_ANY),
    Row("today", 200, LEARNER_ANY),
    Row("enrollments:courses", 200, LEARNER_ANY),
    Row("enrollments:course", 200, LEARNER_OWN, target="course"),
    Row("enrollments:job-aid", 200, LEARNER_OWN, target="job-aid"),
    Row("enrollments:resume", 302, LEARNER_OWN, target="enrollment"),
    Row("enrollments:lesson", 200, LEARNER_OWN, target="lesson"),
    Row("enrollments:lesson", 200, LEARNER_OWN, target="quiz"),
    post("enrollments:complete-lesson", 302, LEARNER_OWN, "lesson"),
    Row("finished", (200, 302), LEARNER_OWN, target="enrollment"),
    Row("courses:asset", 200, LEARNER_ANY, target="asset"),
    # Quizzes: answers are readable by their owner only.
    post("quizzes:start", 302, LEARNER_OWN, "quiz"),
    Row("quizzes:question", 200, LEARNER_OWN, target="attempt-place"),
    post("quizzes:save", 302, LEARNER_OWN, "attempt-place", body=_saved),
    Row("quizzes:submit", 200, LEARNER_OWN, target="attempt"),
    post("quizzes:submit", 302, LEARNER_OWN, "attempt", body=_submitted),
    Row("quizzes:result", 200, LEARNER_OWN, target="submitted"),
    Row("practice:method", 200, LEARNER_ANY),
    # My space: one's own, whatever one's role.
    Row("practice:space", 200, LEARNER_ANY),
    Row("practice:space-export-json", 200, LEARNER_ANY),
    Row("practice:space-export-text", 200, LEARNER_ANY),
    Row("practice:space-delete", 200, LEARNER_ANY),
    post("practice:space-delete", 302, LEARNER_ANY),
    post("practice:trigger-add", 400, LEARNER_ANY),
    post("practice:trigger-change", 400, LEARNER_OWN, "trigger"),
    post("practice:trigger-delete", 302, LEARNER_OWN, "trigger"),
    post("practice:note-keep", 400, LEARNER_OWN, "prompt"),
    post("practice:note-delete", 302, LEARNER_OWN, "note"),
    # Role-plays: a run is its learner's alone; to managers, HR, auditors and admins there is none.
    Row("enrollments:lesson", 200, LEARNER_OWN, target="scene"),
    post("practice:start", 302, LEARNER_OWN, "scene"),
    Row("practice:reading", 200, LEARNER_OWN, target="scene"),
    post("practice:reading", 302, LEARNER_OWN, "scene"),
    Row("practice:mine", 200, LEARNER_ANY),
    post("practice:comfort", 302, LEARNER_ANY, body=_cap),
    post("practice:pace-off", 302, LEARNER_ANY),
    Row("practice:export-json", 200, LEARNER_ANY),
    Row("practice:export-text", 200, LEARNER_ANY),
    Row("practice:stage", 200, LEARNER_OWN, target="play"),
    post("practice:prepare", 302, LEARNER_OWN, "play", body=_noticed),
    post("practice:turn", 302, LEARNER_OWN, "play", body=_reply),
    Row("practice:pause", 200, LEARNER_OWN, target="play"),
    post("practice:step-out", 302, LEARNER_OWN, "play"),
    Row("practice:grounding", 302, LEARNER_OWN, target="play"),
    Row("practice:debrief", 200, LEARNER_OWN, target="played"),
    post("practice:debrief", 302, LEARNER_OWN, "played", body=_notes),
    Row("practice:seat", 200, LEARNER_OWN, target="played"),
    post("practice:seat", 302, LEARNER_OWN, "played", body=_rating),
    post("practice:retry", 302, LEARNER_OWN, "played", body=_retried),
    post("practice:delete", 302, LEARNER_OWN, "played"),
    # Listening: tries are their owner's; a shared reply is read by two peers elsewhere.
    Row("enrollments:lesson", 200, LEARNER_OWN, target="listening"),
    Row("practice:listening-exercise", 200, LEARNER_OWN, target="exercise"),
    post("practice:listening-exercise", 302, LEARNER_OWN, "exercise", body=_tried),
    Row("practice:listening-try", 200, LEARNER_OWN, target="try"),
    post("practice:listening-rate", 302, LEARNER_OWN, "try", body=_rated),
    post("practice:listening-object", 302, LEARNER_OWN, "try", body=_objected),
    post("practice:listening-share", 302, LEARNER_OWN, "try", body=_taken_back),
    post("practice:listening-delete", 302, LEARNER_OWN, "try"),
    Row("practice:listening-mine", 200, LEARNER_ANY),
    Row("practice:listening-export", 200, LEARNER_ANY),
    post("practice:listening-delete-all", 302, LEARNER_ANY),
    Row("practice:listening-peers", 200, LEARNER_ANY),
    post("practice:listening-peer-rating", 302, LEARNER_OWN, "peer-ask", body=_rated),
    # The practice year: the learner's own, and nobody else's, whatever their role.
    Row("practice:year", 200, LEARNER_ANY),
    post("practice:year-join", 302, LEARNER_ANY),
    post("practice:year-leave", 302, LEARNER_ANY),
    post("practice:year-fresh-start", 302, LEARNER_ANY),
    Row("practice:year-self-check", 200, LEARNER_ANY),
    post("practice:year-self-check", 400, LEARNER_ANY),
    post("practice:year-self-check-delete", 302, LEARNER_ANY),
    Row("practice:year-export", 200, LEARNER_ANY),
    Row("practice:year-review", (200, 302), LEARNER_ANY),
    post("practice:year-answer", 302, LEARNER_OWN, "year-card", body=_reviewed),
    Row("practice:year-reviewed", 200, LEARNER_OWN, target="year-review"),
    Row("practice:year-booster", 200, LEARNER_OWN, target="year-booster"),
    post("practice:year-booster", 302, LEARNER_OWN, "year-booster"),
    Row("practice:year-intentions", 200, LEARNER_ANY),
    post("practice:year-intentions", 400, LEARNER_ANY),
    post("practice:year-intention-delete", 302, LEARNER_OWN, "year-intention"),
    Row("practice:year-follow-up", 200, LEARNER_OWN, target="year-follow-up"),
    post("practice:year-follow-up", 400, LEARNER_OWN, "year-follow-up"),
    Row("practice:year-settings", (200, 302), LEARNER_ANY),
    post("practice:year-settings", (302, 400), LEARNER_ANY),
    post("practice:year-reminders", (302, 400), LEARNER_ANY),
    public("practice:year-stop", 200, "year-stop"),
    Row("practice:year-stop", 200, method="post", target="year-stop", is_public=True),
    # Exceptions: HR for its population, managers for their reports, nobody for themselves.
    Row("quizzes:of-person", 200, HR_OR_MANAGER, target="colleague"),
    Row("quizzes:exception", 200, HR_OR_MANAGER, target="quiz-of-person"),
    post("quizzes:exception", 400, HR_OR_MANAGER, "quiz-of-person"),
    Row("quizzes:extra-time", 200, HR_POP, target="colleague"),
    post("quizzes:extra-time", 400, HR_POP, "colleague"),
    # Authors: how questions behave, in figures over many people; what a corrected key would change.
    Row("quizzes:statistics", 200, AUTHOR_ANY, target="authored"),
    Row("quizzes:statistics-csv", 200, AUTHOR_ANY, target="authored-part"),
    Row("quizzes:regrade", 200, AUTHOR_ANY, target="authored"),
    post("quizzes:regrade", 400, AUTHOR_ANY, "authored"),
    # Curricula: managers see their team, HR its population.
    Row("curricula:team", 200, MANAGER_ANY),
    Row("curricula:list", 200, HR_ANY),
    Row("curricula:assign", 200, HR_ANY, target="curriculum"),
    post("curricula:assign", 400, HR_ANY, "curriculum"),
    Row("curricula:assigned", 200, HR_OWN, target="rule"),
    post("curricula:undo", 302, HR_OWN, "rule"),
    Row("curricula:follow", 200, HR_ANY),
    Row("curricula:follow", 200, HR_POP, target="department", query="department={}"),
    # Certificates: the holder's; whoever holds a code may verify it.
    Row("certificates:list", 200, LEARNER_ANY),
    Row("certificates:show", 200, LEARNER_OWN, target="certificate"),
    Row("certificates:download", 200, LEARNER_OWN, target="certificate"),
    public("certificates:enter-code", 200),
    public("certificates:verify", 200, "code"),
    # Reports: HR's own runs, the auditor's everything.
    Row("reports:list", 200, REPORTERS_ANY),
    post("reports:list", 400, REPORTERS_ANY),
    Row("reports:run", 200, REPORTERS, target="run"),
    Row("reports:download", 200, REPORTERS, target="run-file"),
    Row("reports:audit-trail", 200, AUDITOR_ANY),
    Row("reports:people", 200, AUDITOR_ANY),
    Row("reports:evidence", 200, AUDITOR_ALL, target="person"),
    # Studio: authors only, every package and every published course.
    Row("studio:index", 200, AUTHOR_ANY),
    Row("studio:package", 200, AUTHOR_ALL, target="package"),
    Row("studio:lesson", 200, AUTHOR_ALL, target="package-lesson"),
    post("studio:lesson", 200, AUTHOR_ALL, "package-lesson"),
    Row("studio:job-aid", 200, AUTHOR_ALL, target="package-aid"),
    Row("studio:picture", 200, AUTHOR_ALL, target="package-picture"),
    Row("studio:package-map", 200, AUTHOR_ALL, target="package"),
    Row("studio:package-changes", 200, AUTHOR_ALL, target="package"),
    Row("studio:publish", 200, AUTHOR_ALL, target="package"),
    post("studio:publish", 400, AUTHOR_ALL, "package"),
    Row("studio:scenes", 200, AUTHOR_ALL, target="package"),
    Row("studio:scene", 200, AUTHOR_ALL, target="package-scene"),
    Row("studio:scene-try", 200, AUTHOR_ALL, target="package-scene"),
    Row("studio:scene-attempts", 200, AUTHOR_ALL, target="package-scene"),
    Row("studio:scene-attempts-csv", 404, AUTHOR_ALL, target="package-scene"),  # not published
    Row("studio:scene-export", 200, AUTHOR_ALL, target="package-scene"),
    Row("studio:scene-twee", 200, AUTHOR_ALL, target="package-scene"),
    Row("studio:scene-script", 200, AUTHOR_ALL, target="package-scene"),
    Row("studio:scene-import", 200, AUTHOR_ANY),
    post("studio:scene-import", 400, AUTHOR_ANY),
    Row("studio:course", 200, AUTHOR_ALL, target="published"),
    Row("studio:course-map", 200, AUTHOR_ALL, target="published"),
    Row("studio:changes", 200, AUTHOR_ALL, target="published"),
    # Operation.
    Row("status", 200, ADMIN_ANY),
    post("status-retry", 302, ADMIN_ANY, "outbox-row"),
    # Open doors.
    public("livez", 200),
    Row("language", 302, method="post", is_public=True, body=_language),
    public("readyz", 200),
    public("gallery", 200),
    public("demo", 200),
    public("demo-as", 200, "demo-key"),
    public("api:schema", 200),
    public("api:docs", 200),
    # The API: the same house by its other door.
    Row("api:my-learning", 200, LEARNER_ANY),
    Row("api:my-enrollment", 200, LEARNER_OWN, target="enrollment"),
    post("api:my-lesson-completion", 200, LEARNER_OWN, "lesson"),
    post("api:quiz-attempts", 200, LEARNER_OWN, "enrollment-body", body=_start),
    Row("api:quiz-attempt", 200, LEARNER_OWN, target="attempt-api"),
    Row("api:quiz-answer", 200, LEARNER_OWN, "put", "attempt-place-api", body=_answer),
    post("api:quiz-submission", 200, LEARNER_OWN, "attempt-api", body=_submitted),
    Row("api:quiz-result", 200, LEARNER_OWN, target="submitted-api"),
    Row("api:roleplay-runs", 200, LEARNER_ANY),
    post("api:roleplay-runs", 200, LEARNER_OWN, "scene-body", body=_begin),
    Row("api:roleplay-run", 200, LEARNER_OWN, target="play"),
    Row("api:roleplay-run", 204, LEARNER_OWN, "delete", "played"),
    Row("api:roleplay-before", 200, LEARNER_OWN, "put", "play", body=_noticed),
    post("api:roleplay-turns", 200, LEARNER_OWN, "play", body=_reply),
    post("api:roleplay-step-out", 200, LEARNER_OWN, "play"),
    Row("api:roleplay-debrief", 200, LEARNER_OWN, target="played"),
    Row("api:roleplay-debrief", 200, LEARNER_OWN, "put", "played", body=_notes),
    post("api:roleplay-retries", 201, LEARNER_OWN, "played", body=_retried),
    Row("api:roleplay-transcripts", 200, LEARNER_ANY),
    Row("api:my-listening-tries", 200, LEARNER_ANY),
    Row("api:my-listening-tries", 204, LEARNER_ANY, "delete"),
    Row("api:my-listening-try", 204, LEARNER_OWN, "delete", "try-api"),
    post("api:quiz-exceptions", 400, HR_OR_MANAGER, "colleague"),
    post("api:extra-time", 400, HR_POP, "colleague"),
    Row("api:quiz-statistics", 200, AUTHOR_ANY, target="authored"),
    Row("api:assignments", 200, LEARNER_ANY),
    Row("api:assignments", 200, HR_ANY, query="whose=people"),
    post("api:assignments", 201, HR_POP, "department-body", body=_assignment),
    Row("api:my-certificates", 200, LEARNER_ANY),
    Row("api:my-certificate", 200, LEARNER_OWN, target="certificate-api"),
    Row("api:report-runs", 200, REPORTERS_ANY),
    post("api:report-runs", 201, {Role.HR: POP, Role.AUDITOR: ALL}, "department-body",
         body=_report),
    Row("api:report-run", 200, REPORTERS, target="run-api"),
    Row("api:report-file", 200, REPORTERS, target="run-file"),
]  # fmt: skip

# allauth's own pages: open by nature, or the signed-in person's own account.
OPEN_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
OWN_PAGES = {
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_email",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
}
# Their address names an object or a key: nobody has one here.
KEYED_PAGES = {
    "account_confirm_email", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "mfa_edit_webauthn", "mfa_remove_webauthn",
}  # fmt: skip


def may(row: Row, actor: str, relations: set[str]) -> bool:
    """Return whether the table lets the actor in."""
    return row.is_public or any(row.may.get(role) in relations | {ANY} for role in ROLES_OF[actor])
