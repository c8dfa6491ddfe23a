"""Certificates per CPU second, through the real services, against WeasyPrint alone.

The reference is a bare loop over the same documents, tuned as far as the library goes: one font
configuration, parsed styles, static fonts, the design's picture in its cache of images. Ours adds
the row, its code, the wording, the QR code, the glyph check, the sandbox, the file store, four
audit lines and events, and the message.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings

from certificates import codes
from certificates.models import Certificate
from certificates.rendering import pictures, press
from certificates.rendering.sheet import Sheet, lay_out
from certificates.services.issue import issue_owed
from certificates.services.render import make_ready, print_owed
from common import outbox
from common.events import publish_many
from common.models import OutboxRow
from courses.models import CourseVersion
from courses.services.publish import publish_package
from enrollments.events import CourseCompleted
from enrollments.models import CompletionRecord, Enrollment
from lms.bench import Ratio
from people.models import User

BLOCK, BLOCKS = 10, 12
COUNT, WARM_UP = BLOCK * BLOCKS, 5
AT = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
PACKAGE = Path(settings.BASE_DIR) / "courses" / "packages" / "empathy-in-customer-service"


def run(report: Callable[[str], None]) -> list[Ratio]:
    """Return certificates per CPU second beside those of the bare loop."""
    _complete(COUNT + WARM_UP)
    rows = _owed("certificates.issue")
    for row in rows[:WARM_UP]:  # fonts, styles, templates, connections, for both
        _make(row)
    documents = _documents(COUNT)
    for document in documents[:WARM_UP]:
        _print(document)
    report(f"{COUNT} certificates, ours and bare in turn, {BLOCK} at a time")
    ours = bare = 0.0
    for start in range(0, COUNT, BLOCK):
        block = slice(start, start + BLOCK)
        ours += sum(map(_make, rows[WARM_UP:][block]))
        bare += sum(_cpu(partial(_print, document)) for document in documents[block])
    made = Certificate.objects.filter(state=Certificate.State.READY).count()
    report(
        f"{made} certificates ready; ms of CPU each: "
        f"{1000 * ours / COUNT:.1f} ours, {1000 * bare / COUNT:.1f} bare"
    )
    return [
        Ratio(
            name="Certificates, row to file, against bare WeasyPrint",
            measured=COUNT / ours,
            reference=COUNT / bare,
            unit="per CPU second",
            limit=0.9,
        )
    ]


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _make(row_id: int) -> float:
    """Do what the two tasks do, in their order; return the CPU seconds."""
    spent = _cpu(partial(outbox.perform, row_id=row_id, effect=issue_owed))
    (owed,) = _owed("certificates.render")
    return spent + _cpu(partial(outbox.perform, row_id=owed, prepare=print_owed, effect=make_ready))


def _owed(subscription: str) -> list[int]:
    owed = OutboxRow.objects.filter(subscription=subscription, done_at__isnull=True)
    return list(owed.order_by("id").values_list("id", flat=True))


def _documents(count: int) -> list[str]:
    """Return the HTML of other certificates of the same course: other names, other codes."""
    payload = Certificate.objects.values_list("payload", flat=True)[0]
    return [
        _with_pictures(
            lay_out(
                payload=payload | {"holder_name": f"Zoë Whitfield-Šimić {number}"},
                code=codes.new_code(),
                site_url=settings.SITE_URL,
            )
        )
        for number in range(count)
    ]


def _with_pictures(sheet: Sheet) -> str:
    """Return the same page with its pictures inside, for a library that knows no drawings."""
    html, _ = press.page(sheet)
    code = pictures.qr_code(sheet.address).svg_data_uri(
        border=pictures.QUIET, dark=pictures.INK, omitsize=True
    )
    return html.replace("picture:arcs", _arcs()).replace("picture:qr", code)


@cache
def _arcs() -> str:
    content = (pictures.PICTURES / f"{press.DESIGN}.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(content).decode("ascii")


_images: dict[str, Any] = {}


def _print(html: str) -> bytes:
    """Print one document as the library's guide says, with everything shared that can be."""
    from weasyprint import HTML

    shared = press.tools(press.DESIGN)
    images = dict(_images)  # the QR codes are not kept: nobody asks for them again
    content: bytes = HTML(string=html).write_pdf(
        stylesheets=shared.styles, font_config=shared.fonts, pdf_variant="pdf/ua-1", cache=images
    )
    _images[_arcs()] = images[_arcs()]
    return content


def _complete(count: int) -> None:
    """Write completions as rows, with what they owe."""
    publish_package(path=PACKAGE, by=None, at=AT)
    version = CourseVersion.objects.get()
    people = User.objects.bulk_create(
        User(email=f"bench{number}@northwind.example", legal_name=f"Dana Whitfield-Šimić {number}")
        for number in range(count)
    )
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(
            learner=person, course_id=version.course_id, version=version, ordinal=1,
            state="completed", enrolled_at=AT, completed_at=AT,
        )
        for person in people
    )  # fmt: skip
    records = CompletionRecord.objects.bulk_create(
        CompletionRecord(
            enrollment=enrollment, learner=enrollment.learner, version=version, completed_at=AT,
            method="studied", person_name=enrollment.learner.legal_name,
            certificate_name=enrollment.learner.legal_name, course_slug="empathy",
            course_title=version.title, version_number=version.number,
            content_hash=version.content_hash, language="en", pass_mark_percent=80,
        )
        for enrollment in enrollments
    )  # fmt: skip
    publish_many([CourseCompleted(completion_uuid=str(record.uuid)) for record in records])
