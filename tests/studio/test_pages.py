import pytest

pytestmark = pytest.mark.django_db


def test_smoke(package, studio, publish):
    for path in [
        "",
        "packages/tiny/",
        "packages/tiny/lessons/l1/",
        "packages/tiny/lessons/m1-quiz/",
        "packages/tiny/lessons/m1-reflection/",
        "packages/tiny/lessons/m1-scene/",
        "packages/tiny/job-aids/m1-card/",
        "packages/tiny/pictures/line.svg",
        "packages/tiny/map/",
        "packages/tiny/changes/",
        "packages/tiny/publish/",
    ]:
        assert studio.get("/studio/" + path).status_code == 200, path
    publish()
    for path in [
        "",
        "packages/tiny/",
        "packages/tiny/changes/",
        "packages/tiny/publish/",
        "courses/tiny/",
        "courses/tiny/map/",
        "courses/tiny/changes/",
    ]:
        assert studio.get("/studio/" + path).status_code == 200, path
