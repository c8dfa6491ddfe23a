"""Publishing a package: what it means, a choice and a reason, a last look, done."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from courses.change import Effect
from courses.package.problems import PackageProblems
from courses.services.publish import Seen
from people.access import ViewerRequest, requires
from people.roles import Permission
from studio.comparison.compare import compare
from studio.forms import PublishForm
from studio.selectors import editions
from studio.selectors import published as selectors
from studio.selectors.editions import Edition
from studio.selectors.published import Published
from studio.services.publish import publish as publish_seen
from studio.services.publish import refuse
from studio.views.changes import consequences
from studio.views.outline import Outline

PUBLISHED = gettext_lazy("Version %(number)s is published. New enrollments get it from now on.")
SAME_AGAIN = gettext_lazy("Version %(number)s says the same; nothing was published again.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREVIEW_COURSE)
def publish(request: ViewerRequest, slug: str) -> HttpResponse:
    """Show the consequences and the form; then the last look; then publish what was seen."""
    edition = editions.package_edition(slug)
    published = selectors.published(request.viewer, edition.survey.package.slug)
    context = _context(edition, published)
    if request.method != "POST":
        return _again(request, context, _form(context, None), HTTPStatus.OK)
    if _is_repeated(request, context):
        return _done(request, published)
    form = _form(context, request.POST)
    if not form.is_valid():
        return _again(request, context, form, HTTPStatus.BAD_REQUEST)
    if request.POST.get("do") == "back":
        return _again(request, context, form, HTTPStatus.OK)
    if request.POST.get("do") != "publish":
        return _last_look(request, context, form)
    return _publish(request, context, form, slug)


def _context(edition: Edition, published: Published | None) -> dict[str, Any]:
    latest = published.versions[0].row if published else None
    context: dict[str, Any] = {
        "edition": edition,
        "published": published,
        "remarks": [remark for found in Outline(edition).by_file.values() for remark in found],
        "latest_number": latest.number if latest else 0,
        "next_number": latest.number + 1 if latest else 1,
        "is_same": bool(latest and latest.content_hash == edition.survey.package.content_hash),
        "effect": None,
    }
    if latest:
        rows = list(latest.lessons.defer("html").order_by("ordinal"))
        context |= consequences(rows, edition.lessons)
        before = editions.published_edition(latest)
        context["comparison"] = compare(before.survey, edition.survey) if before else None
    return context


def _form(context: dict[str, Any], sent: QueryDict | None) -> PublishForm:
    found: Effect | None = context["effect"]
    initial = {"change": found.by_default if found else "major", **_seen_now(context)}
    return PublishForm(sent, effect=found, initial=initial)


def _seen_now(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "content_hash": context["edition"].survey.package.content_hash,
        "latest_number": context["latest_number"],
    }


def _last_look(request: ViewerRequest, context: dict[str, Any], form: PublishForm) -> HttpResponse:
    """Show once more what will be, unless the same refusals as at the end hold already."""
    data = form.cleaned_data
    try:
        refuse(
            seen=Seen(data["content_hash"], data["latest_number"]),
            is_now=Seen(**_seen_now(context)),
            change=data.get("change"),
            note=data["note"],
        )
    except DomainError as refused:
        return _refused(request, context, form, refused)
    if context["remarks"] or context["is_same"]:
        return _again(request, context, form, HTTPStatus.CONFLICT)
    change = data.get("change", "major")
    context |= {"form": form, "change": change, "note": data["note"]}
    return render(request, "studio/publish/confirm.html", context)


def _publish(
    request: ViewerRequest, context: dict[str, Any], form: PublishForm, slug: str
) -> HttpResponse:
    data = form.cleaned_data
    try:
        result = publish_seen(
            path=editions.folder_path(slug),
            seen=Seen(data["content_hash"], data["latest_number"]),
            change=data.get("change"),
            note=data["note"],
            by=request.viewer.user,
            at=now(),
        )
    except PackageProblems:
        return _again(request, context, form, HTTPStatus.CONFLICT)  # the page lists them
    except DomainError as refused:
        return _refused(request, context, form, refused)
    told = PUBLISHED if result.is_new else SAME_AGAIN
    messages.info(request, told % {"number": result.version.number})
    return redirect("studio:course", slug=result.version.course.slug)


def _is_repeated(request: ViewerRequest, context: dict[str, Any]) -> bool:
    """Return whether these very files were published already: the second of two clicks."""
    seen = request.POST.get("content_hash") == context["edition"].survey.package.content_hash
    return bool(context["is_same"] and seen and request.POST.get("do") == "publish")


def _done(request: ViewerRequest, published: Published | None) -> HttpResponse:
    assert published is not None
    messages.info(request, SAME_AGAIN % {"number": published.versions[0].row.number})
    return redirect("studio:course", slug=published.course.slug)


def _refused(
    request: ViewerRequest, context: dict[str, Any], form: PublishForm, refused: DomainError
) -> HttpResponse:
    """Show the form again: what was typed stays, and what the page shows now counts as seen."""
    sent = request.POST.copy()
    sent.update({name: str(value) for name, value in _seen_now(context).items()})
    fresh = _form(context, sent) if refused.field is None else form
    if refused.field in fresh.fields:
        fresh.add_error(refused.field, refused.message)
    else:
        context |= {"refused": refused.message}
    return _again(request, context, fresh, refused.status)


def _again(
    request: ViewerRequest, context: dict[str, Any], form: PublishForm, status: int
) -> HttpResponse:
    return render(request, "studio/publish/form.html", {**context, "form": form}, status=status)
