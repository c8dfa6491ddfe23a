"""The OpenAPI description; whatever a stranger writes into its address is not taken over."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, override
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SCHEMA_KWARGS, SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from people.languages import known


class Description(SpectacularAPIView):
    """The schema, in the reader's language or in another one of ours (`?lang=de`)."""

    @extend_schema(**SCHEMA_KWARGS)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the schema; a language that is none would be kept in the process for ever."""
        with override(known(request.query_params.get("lang", "")) or get_language()):
            return self._get_schema_response(request)  # type: ignore[no-any-return, no-untyped-call]

    def _get_version_parameter(self, request: Request) -> None:
        """There is one version; a word from the address would stand in the file's name."""
