"""Two packages, or a package and a version, module by module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.package.drafts import Fact, JobAidDraft, LessonDraft, ModuleDraft, Objective, Survey
from practice.package.roleplay import RoleplayDraft
from studio.comparison.fields import Written, with_scene, written
from studio.comparison.files import file_notes
from studio.comparison.lessons import compare_lessons
from studio.comparison.order import moved
from studio.comparison.prose import rewritten
from studio.comparison.told import Comparison, Note, Part, Rewritten, What


def compare(before: Survey, after: Survey) -> Comparison:
    """Return how the later state differs from the earlier one."""
    old, new = _State.of(before), _State.of(after)
    one, other = before.package, after.package
    texts = [
        Rewritten(label, rewritten(was, is_))
        for label, was, is_ in (
            (_("Title"), one.title, other.title),
            (_("Summary"), one.summary, other.summary),
            (_("Outcomes"), "\n\n".join(one.outcomes), "\n\n".join(other.outcomes)),
        )
        if was != is_
    ]
    return Comparison(
        notes=(*_facts(one.facts, other.facts), *file_notes(one.files, other.files)),
        texts=tuple(texts),
        modules=tuple(part for part in _modules(old, new) if not part.is_same),
    )


@dataclass(frozen=True)
class _State:
    """A state of a course, laid out for looking things up."""

    modules: Mapping[str, ModuleDraft]
    lessons: Mapping[str, LessonDraft]
    module_of: Mapping[str, str]  # lesson key → module key
    aids: Mapping[str, tuple[JobAidDraft, str]]  # key → draft and path
    module_of_aid: Mapping[str, str]
    files: Mapping[str, bytes]

    @classmethod
    def of(cls, survey: Survey) -> _State:
        package = survey.package
        return cls(
            modules={module.key: module for module in package.modules},
            lessons={lesson.key: lesson for lesson in package.lessons()},
            module_of={
                lesson.key: module.key for module in package.modules for lesson in module.lessons
            },
            aids={
                aid.draft.key: (aid.draft, aid.path)
                for module in survey.modules
                for aid in module.job_aids
                if isinstance(aid.draft, JobAidDraft)
            },
            module_of_aid={
                aid.key: module.key for module in package.modules for aid in module.job_aids
            },
            files=package.files,
        )

    def written(self, key: str, beside: _State) -> Written:
        """Return a lesson as written; its scene only where the other state has another one."""
        lesson = self.lessons[key]
        found = written(lesson.path, self.files)
        if not isinstance(lesson.payload, RoleplayDraft):
            return found
        path = lesson.payload.path
        is_same = self.files.get(path) == beside.files.get(path)
        return found if is_same else with_scene(found, written(path, self.files))


def _modules(old: _State, new: _State) -> Iterator[Part]:
    elsewhere = moved(list(old.modules), list(new.modules))
    for key, module in new.modules.items():
        if key not in old.modules:
            parts = (*_lessons(None, module, old, new), *_aids(None, module, old, new))
            yield Part(name=module.title, key=key, what=What.ADDED, parts=parts)
            continue
        before = old.modules[key]
        notes = [Note(What.MOVED, _("It stands at another place of the course."))]
        yield Part(
            name=module.title,
            key=key,
            what=What.CHANGED,
            notes=(*(notes if key in elsewhere else ()), *_module_notes(before, module)),
            texts=tuple(_module_texts(before, module)),
            parts=(*_lessons(before, module, old, new), *_aids(before, module, old, new)),
        )
    for key, module in old.modules.items():
        if key not in new.modules:
            gone = (*_gone_lessons(module, new), *_gone_aids(module, new))
            yield Part(name=module.title, key=key, what=What.REMOVED, parts=gone)


def _module_notes(before: ModuleDraft, after: ModuleDraft) -> Iterator[Note]:
    if before.title != after.title:
        text = _("It was called “%(old)s” and is called “%(new)s”.")
        yield Note(What.CHANGED, text % {"old": before.title, "new": after.title})
    old = {found.id: found for found in before.objectives}
    new = {found.id: found for found in after.objectives}
    for key, objective in new.items():
        if key not in old:
            yield _note(What.ADDED, _("New objective %(id)s: %(text)s"), objective)
        elif old[key].level != objective.level:
            text = _("Objective %(id)s was at level %(old)s and is at %(new)s.")
            words = {"id": key, "old": old[key].level, "new": objective.level}
            yield Note(What.CHANGED, text % words)
    for key, objective in old.items():
        if key not in new:
            yield _note(What.REMOVED, _("Objective %(id)s removed: %(text)s"), objective)


def _note(what: What, sentence: str, objective: Objective) -> Note:
    return Note(what, sentence % {"id": objective.id, "text": objective.text})


def _module_texts(before: ModuleDraft, after: ModuleDraft) -> Iterator[Rewritten]:
    if before.summary != after.summary:
        yield Rewritten(_("Summary"), rewritten(before.summary, after.summary))
    old = {found.id: found.text for found in before.objectives}
    for objective in after.objectives:
        if objective.id in old and old[objective.id] != objective.text:
            label = _("Objective %(id)s") % {"id": objective.id}
            yield Rewritten(label, rewritten(old[objective.id], objective.text))


def _lessons(
    before: ModuleDraft | None, after: ModuleDraft, old: _State, new: _State
) -> Iterator[Part]:
    was = [lesson.key for lesson in before.lessons] if before else []
    elsewhere = moved(was, [lesson.key for lesson in after.lessons])
    for lesson in after.lessons:
        if lesson.key not in old.lessons:
            yield Part(name=lesson.title, key=lesson.key, what=What.ADDED)
            continue
        part = compare_lessons(
            old.lessons[lesson.key],
            lesson,
            old.written(lesson.key, beside=new),
            new.written(lesson.key, beside=old),
            moved=_moved(lesson.key, elsewhere, old, new),
        )
        if not part.is_same:
            yield part
    yield from _gone_lessons(before, new)


def _gone_lessons(before: ModuleDraft | None, new: _State) -> Iterator[Part]:
    for lesson in before.lessons if before else ():
        if lesson.key not in new.lessons:
            yield Part(name=lesson.title, key=lesson.key, what=What.REMOVED)


def _moved(key: str, elsewhere: set[str], old: _State, new: _State) -> str:
    there = old.module_of[key]
    if there != new.module_of[key]:
        return _("It stood in the module “%(title)s”.") % {"title": old.modules[there].title}
    return _("It stands at another place of its module.") if key in elsewhere else ""


def _aids(
    before: ModuleDraft | None, after: ModuleDraft, old: _State, new: _State
) -> Iterator[Part]:
    was = [aid.key for aid in before.job_aids] if before else []
    elsewhere = moved(was, [aid.key for aid in after.job_aids])
    for aid in after.job_aids:
        name = _("Job aid “%(title)s”") % {"title": aid.title}
        if aid.key not in old.aids:
            yield Part(name=name, key=aid.key, what=What.ADDED)
            continue
        runs = rewritten(_prose(old, old.aids[aid.key]), _prose(new, new.aids[aid.key]))
        part = Part(
            name=name,
            key=aid.key,
            what=What.CHANGED,
            notes=tuple(_moved_aid(aid.key, elsewhere, old, new)),
            texts=(Rewritten(_("Text"), runs),) if runs else (),
        )
        if not part.is_same:
            yield part
    yield from _gone_aids(before, new)


def _moved_aid(key: str, elsewhere: set[str], old: _State, new: _State) -> Iterator[Note]:
    there = old.module_of_aid[key]
    if there != new.module_of_aid[key]:
        text = _("It stood in the module “%(title)s”.") % {"title": old.modules[there].title}
        yield Note(What.MOVED, text)
    elif key in elsewhere:
        yield Note(What.MOVED, _("It stands at another place of its module."))


def _gone_aids(before: ModuleDraft | None, new: _State) -> Iterator[Part]:
    for aid in before.job_aids if before else ():
        if aid.key not in new.aids:
            name = _("Job aid “%(title)s”") % {"title": aid.title}
            yield Part(name=name, key=aid.key, what=What.REMOVED)


def _prose(state: _State, aid: tuple[JobAidDraft, str]) -> str:
    draft, path = aid
    return f"{draft.title}\n\n{draft.summary}\n\n{written(path, state.files).prose}"


def _facts(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[Note]:
    old, new = ({fact.id: fact for fact in facts} for facts in (before, after))
    for key, fact in new.items():
        if key not in old:
            text = _("New fact %(id)s: %(claim)s") % {"id": key, "claim": fact.claim}
            yield Note(What.ADDED, text)
        elif old[key] != fact:
            text = _("Fact %(id)s says now: %(claim)s") % {"id": key, "claim": fact.claim}
            yield Note(What.CHANGED, text)
    for key, fact in old.items():
        if key not in new:
            text = _("Fact %(id)s removed: %(claim)s") % {"id": key, "claim": fact.claim}
            yield Note(What.REMOVED, text)
