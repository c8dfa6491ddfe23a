"""Hand out one file of a finished run: with the hash that the trail names, noted before."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common import content_store
from common.errors import Conflict
from people.models import User
from reports.models import ReportFile


class DamagedReport(Conflict):
    """The stored bytes are not those that were written."""

    code = "report_damaged"


@transaction.atomic
def download(*, file: ReportFile, by: User, at: datetime) -> BinaryIO:
    """Return the file, opened and checked to its last byte; the trail knows of it by then."""
    try:
        handle = content_store.open_checked(file.sha256)
    except (FileNotFoundError, content_store.DamagedFile) as error:
        raise DamagedReport(
            _("The stored file no longer has the checksum it was written with, so it is not handed "
              "out. Ask for the report again and tell your operator.")
        ) from error  # fmt: skip
    record(
        Verb.REPORT_DOWNLOADED, actor=by, target=file.run, at=at,
        detail={"file": file.name, "sha256": file.sha256},
    )  # fmt: skip
    return handle
