"""Item statistics for authors' programs; read-only, suppressed as on the page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.access import viewer_of
from people.roles import Permission
from quizzes.selectors.corrections import authored_quiz
from quizzes.selectors.item_statistics import ItemRow, QuizStatistics, item_statistics
from quizzes.statistics.verdicts import Verdict


class IntervalShape(serializers.Serializer[Any]):
    """A 95 percent interval."""

    low = serializers.FloatField()
    high = serializers.FloatField()


class PickShape(serializers.Serializer[Any]):
    """One choice, and the mean of the rest of the quiz for those who picked it."""

    choice = serializers.CharField(allow_blank=True, help_text="Empty: no answer.")
    is_right = serializers.BooleanField()
    count = serializers.IntegerField()
    share = serializers.FloatField()
    mean_rest = serializers.FloatField(allow_null=True, help_text="Null for fewer than ten people.")


class ItemShape(serializers.Serializer[Any]):
    """One question; all figures are null for fewer than ten people."""

    key = serializers.CharField()
    type = serializers.CharField()
    objective = serializers.CharField()
    level = serializers.CharField()
    n = serializers.IntegerField(allow_null=True)
    difficulty = serializers.FloatField(allow_null=True)
    difficulty_interval = IntervalShape(allow_null=True)
    discrimination = serializers.FloatField(allow_null=True)
    discrimination_interval = IntervalShape(allow_null=True)
    discrimination_n = serializers.IntegerField()
    verdict = serializers.ChoiceField(choices=[found.value for found in Verdict])
    picks = PickShape(many=True)


class ReliabilityShape(serializers.Serializer[Any]):
    """Alpha and omega of one attempt of `length` questions; null where the data do not say."""

    n = serializers.IntegerField()
    length = serializers.IntegerField()
    alpha = serializers.FloatField(allow_null=True)
    alpha_interval = IntervalShape(allow_null=True)
    omega = serializers.FloatField(allow_null=True)


class StatisticsShape(serializers.Serializer[Any]):
    """Item statistics of a quiz over first attempts, people in tens; null for fewer than ten."""

    people = serializers.IntegerField(allow_null=True)
    mean_share = serializers.FloatField(allow_null=True)
    reliability = ReliabilityShape(allow_null=True)
    items = ItemShape(many=True)


class QuizStatisticsView(APIView):
    """How the questions of a quiz behave."""

    access = Permission.PREVIEW_COURSE

    @extend_schema(responses=StatisticsShape, operation_id="quiz_statistics_show")
    def get(self, request: Request, slug: str, key: str) -> Response:
        """Return the item statistics of a quiz in the effective version."""
        found = item_statistics(authored_quiz(viewer_of(request), slug, key))
        return Response(_body(found))


def _body(found: QuizStatistics) -> dict[str, Any]:
    told = {
        "people": found.people,
        "mean_share": found.mean_share,
        "reliability": found.reliability,
        "items": [_item(row) for row in found.rows],
    }
    return dict(StatisticsShape(told).data)


def _item(row: ItemRow) -> dict[str, Any]:
    asked, told = row.question, row.statistic
    figures = (
        "n", "difficulty", "difficulty_interval", "discrimination", "discrimination_interval",
        "discrimination_n",
    )  # fmt: skip
    return {
        **{name: getattr(asked, name) for name in ("key", "type", "objective", "level")},
        **{name: getattr(told, name) for name in figures},
        "verdict": told.verdict.value,
        "picks": [
            {"choice": one.option.name, "is_right": one.option.is_right, "count": one.pick.count,
             "share": one.pick.share, "mean_rest": one.pick.rest}
            for one in row.picks
        ],
    }  # fmt: skip
