"""How large a request with files may be, whoever sends it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Refuse a body that is too large before any of it is read.

    A form is read before anybody looks at who sends it, and what is large goes to the disk.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - as Django calls it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig, which is answered 400, or leave the body to the next handler."""
        if content_length > settings.UPLOAD_MAX_SIZE:
            raise RequestDataTooBig("The body is larger than any file that is taken here.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the part on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
