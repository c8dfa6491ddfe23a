"""Differences in words: a package and the version in effect, or two versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.change import Ruled, effect
from people.access import ViewerRequest, requires
from people.roles import Permission
from studio.comparison.compare import compare
from studio.selectors import editions
from studio.selectors import published as selectors
from studio.selectors.editions import Edition
from studio.selectors.published import Published


@require_safe
@requires(Permission.PREVIEW_COURSE)
def package(request: ViewerRequest, slug: str) -> HttpResponse:
    """Compare a package with the version in effect, or with the one that `against` names."""
    after = editions.package_edition(slug)
    published = selectors.published(request.viewer, after.survey.package.slug)
    context: dict[str, Any] = {"edition": after, "published": published}
    if published is None:
        return render(request, "studio/changes/changes.html", context)
    number = _number(request, "against", published.effective.number)
    before = editions.published_edition(published.version(number))
    return _page(request, context, published, before, after, number)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def versions(request: ViewerRequest, slug: str) -> HttpResponse:
    """Compare two versions; by default the effective one with the one before it."""
    published = selectors.published_or_404(request.viewer, slug)
    later = _number(request, "to", published.effective.number)
    earlier = _number(request, "from", max(later - 1, 1))
    after = editions.published_edition(published.version(later))
    before = editions.published_edition(published.version(earlier))
    context = {"edition": after, "published": published, "later": later}
    return _page(request, context, published, before, after, earlier)


def _page(
    request: ViewerRequest,
    context: dict[str, Any],
    published: Published,
    before: Edition | None,
    after: Edition | None,
    earlier: int,
) -> HttpResponse:
    context |= {"earlier": earlier, "version": published.version(earlier)}
    if before is None or after is None:
        return render(request, "studio/no_files.html", context)
    told = compare(before.survey, after.survey)
    context |= {"comparison": told, **consequences(before.lessons, after.lessons)}
    return render(request, "studio/changes/changes.html", context)


class Titled(Ruled, Protocol):
    """A lesson, of a version or of a package, that has a title."""

    @property
    def title(self) -> str:
        """Return what it is called."""


def consequences(old: Sequence[Titled], new: Sequence[Titled]) -> dict[str, Any]:
    """Return what becomes of the required lessons, by their titles."""
    names = {lesson.key: lesson.title for lesson in (*old, *new)}
    found = effect(old, new)
    return {
        "effect": found,
        "lists": {
            "gone": [names[key] for key in found.gone],
            "relaxed": [names[key] for key in found.relaxed],
            "added": [names[key] for key in found.added],
            "ruled_anew": [names[key] for key in found.ruled_anew],
        },
    }


def _number(request: ViewerRequest, name: str, default: int) -> int:
    """Return a version's number from the address; what is no number names no version."""
    word = request.GET.get(name, "")
    if not word:
        return default
    if not (word.isascii() and word.isdigit() and len(word) < 8):
        raise Http404
    return int(word)
