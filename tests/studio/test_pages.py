"""The pages: work, need a sign-in and the permission, hide what is not there, change nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from audit.models import AuditEvent
from courses.models import CourseVersion
from quizzes.models import Attempt, Response
from tests.courses.tiny_package import COURSE, LINE
from tests.studio.full_package import LESSON, LESSON_PATH, QUIZ, QUIZ_PATH, write
from tests.support.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db
HERE = "/studio/packages/tiny/"
LESSONS = [f"{HERE}lessons/{key}/" for key in ("l1", "m1-quiz", "m1-reflection", "m1-scene")]
OF_PACKAGE = [HERE, *LESSONS, f"{HERE}job-aids/m1-card/", f"{HERE}pictures/line.svg",
              f"{HERE}map/", f"{HERE}changes/", f"{HERE}publish/"]  # fmt: skip
OF_COURSE = ["/studio/courses/tiny/", "/studio/courses/tiny/map/", "/studio/courses/tiny/changes/"]
ALL = ["/studio/", *OF_PACKAGE, *OF_COURSE]


def page(client, path, **more) -> str:
    return client.get(path, **more).content.decode()


@pytest.mark.parametrize("path", ALL)
def test_works_before_and_after_publication(package, studio, publish, path):
    is_course = path in OF_COURSE
    assert studio.get(path).status_code == (404 if is_course else 200)
    publish()
    assert studio.get(path).status_code == 200


def test_needs_a_sign_in(package, publish):
    publish()
    for path in ALL:
        assert Client().get(path).headers["Location"].startswith("/accounts/login/")


def test_needs_the_permission(package, publish, dana, milo, omar, vera, ada, sign_in):
    publish()
    for person in (dana, milo, omar, vera, ada):
        client = sign_in(person)
        assert [client.get(path).status_code for path in ALL] == [404] * len(ALL)
        assert client.post(f"{HERE}publish/").status_code == 404
        assert "/studio/" not in page(client, "/learn/")


def test_an_author_finds_it_in_the_navigation(studio):
    assert 'href="/studio/"' in page(studio, "/learn/")


@pytest.mark.parametrize(
    "path",
    [
        "/studio/packages/nothing/", "/studio/packages/UPPER/", f"{HERE}lessons/nothing/",
        f"{HERE}lessons/m1-card/", f"{HERE}job-aids/l1/", f"{HERE}pictures/nothing.svg",
        f"{HERE}pictures/../course.yaml", f"{HERE}pictures/..%2Fcourse.yaml",
        "/studio/courses/nothing/", "/studio/courses/tiny/changes/?to=7",
        "/studio/courses/tiny/changes/?to=x", "/studio/courses/tiny/changes/?from=-1",
        "/studio/courses/tiny/changes/?to=99999999999999999999", f"{HERE}changes/?against=²",
        f"{HERE}changes/?against=0",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(package, publish, studio, path):
    publish()
    assert studio.get(path).status_code == 404


@pytest.mark.parametrize("name", [".hidden", "Capital", "a b"])
def test_only_plain_folders_are_packages(shelf, studio, name, tmp_path):
    write(shelf / name)
    outside = write(tmp_path / "outside")
    (shelf / "link").symlink_to(outside, target_is_directory=True)
    told = page(studio, "/studio/")
    assert "No package yet" in told
    assert studio.get("/studio/packages/link/").status_code == 404


def test_no_folder_of_packages_is_no_package(studio, settings, tmp_path):
    settings.COURSE_PACKAGES_DIR = tmp_path / "nowhere"
    assert "No package yet" in page(studio, "/studio/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_that_only_show_refuse_to_be_sent_to(package, publish, studio, method):
    publish()
    for path in ALL:
        takes_posts = method == "post" and ("/lessons/" in path or path.endswith("/publish/"))
        if not takes_posts:
            assert getattr(studio, method)(path).status_code == 405, path


def test_looking_and_answering_keeps_nothing(package, studio):
    before = AuditEvent.objects.count()
    for path in OF_PACKAGE:
        studio.get(path)
    studio.post(f"{HERE}lessons/m1-quiz/", {"question": "late", "choice": "x"})
    assert not CourseVersion.objects.exists()
    assert not Attempt.objects.exists()
    assert not Response.objects.exists()
    assert AuditEvent.objects.count() == before


def test_the_list_says_how_each_package_stands(package, publish, studio):
    assert "Not published yet" in page(studio, "/studio/")
    publish()
    assert "Same as version 1" in page(studio, "/studio/")
    write(package, {"course.yaml": COURSE.replace("Tiny", "Small")})
    assert "Differs from version 1" in page(studio, "/studio/")
    write(package, {"stray.md": "x"})
    assert "1 problem to mend" in page(studio, "/studio/")


def test_a_broken_package_tells_where_and_shows_the_rest(package, studio):
    broken = LESSON.replace("minutes: 5", "minuts: 5")
    write(package, {LESSON_PATH: broken, "facts.yaml": "facts: 7", "stray.md": "x"})
    told = page(studio, HERE)
    assert f"{LESSON_PATH}:5" in told
    assert "<mark>5  minuts: 5</mark>" in told
    assert "Did you mean “minutes”?" in told
    assert "stray.md:1" in told
    assert studio.get(f"{HERE}lessons/l1/").status_code == 404
    assert "What you say" in page(studio, f"{HERE}lessons/m1-quiz/")
    assert studio.get(f"{HERE}map/").status_code == 200


@pytest.mark.parametrize(
    "files",
    [
        {"course.yaml": None}, {"course.yaml": "[1, 2]"}, {"course.yaml": "a: [b"},
        {"course.yaml": "title: [x]\nmodules: m1\n"}, {"course.yaml": b"\xff\xfe"},
        {"facts.yaml": None}, {"facts.yaml": b"\x00"}, {LESSON_PATH: ""}, {LESSON_PATH: b"\xff"},
        {"modules/m1-first/module.yaml": "key: {a: b}\nlessons: [l1.md, 7]\nobjectives: x\n"},
        {"modules/m1-first/module.yaml": "objectives: [{id: M1.1, text: [x], level: {a: b}}]\n"},
        {QUIZ_PATH: QUIZ.replace("correct: no", "correct: yes")},
        {QUIZ_PATH: QUIZ.replace("draw: 2", "draw: 9")}, {QUIZ_PATH: "questions: 3\nkind: quiz\n"},
        {"assets/line.svg": LINE.replace("<path", "<script/><path")},
    ],
)  # fmt: skip
def test_no_broken_package_breaks_a_page(package, publish, studio, files):
    publish()
    write(package, files)
    for file, content in files.items():
        if content is None:
            (package / file).unlink()
    for path in ["/studio/", *OF_PACKAGE]:
        assert studio.get(path).status_code in {200, 404}, path
    told = page(studio, f"{HERE}publish/")
    assert "Mend this first" in told
    assert 'name="do"' not in told


def test_a_refused_picture_is_not_shown(package, studio):
    good = studio.get(f"{HERE}pictures/line.svg")
    assert good.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert good.headers["X-Content-Type-Options"] == "nosniff"
    write(package, {"assets/line.svg": LINE.replace("<path", "<script/><path")})
    assert studio.get(f"{HERE}pictures/line.svg").status_code == 404


def test_people_in_flight_are_counts_by_version_and_no_names(package, publish, studio, dana):
    first = publish()
    EnrollmentFactory(learner=dana, course=first.course, version=first)
    EnrollmentFactory(
        course=first.course, version=first, state="completed", completed_at=first.published_at
    )
    second = publish({"course.yaml": COURSE.replace("Tiny", "Small")})
    EnrollmentFactory(course=first.course, version=second)
    EnrollmentFactory(course=first.course, version=second)
    told = page(studio, "/studio/courses/tiny/")
    assert "3 people study this course now." in told
    for path in (*OF_COURSE, f"{HERE}changes/"):
        assert dana.legal_name not in page(studio, path)
        assert dana.email not in page(studio, path)
    rows = [row.split("</tr>")[0] for row in told.split("<tr>")[2:]]
    assert ["<span>2</span>" in rows[0], "<span>1</span>" in rows[1]] == [True, True]


def test_pages_ask_a_bounded_number_of_queries(
    package, publish, studio, django_assert_max_num_queries
):
    publish()
    publish({"course.yaml": COURSE.replace("Tiny", "Small")})
    write(package, {"course.yaml": COURSE.replace("Tiny", "Tinier")})
    most = dict.fromkeys(ALL, 5) | {
        LESSONS[1]: 5, f"{HERE}publish/": 7, "/studio/courses/tiny/": 7,
    }  # fmt: skip
    for path in ALL:
        studio.get(path)  # versions are read once in a process
        with django_assert_max_num_queries(most[path]):
            assert studio.get(path).status_code == 200, path


def test_a_version_without_files_says_so(studio):
    from tests.support.factories import published_course

    published_course(slug="bare")
    for path in ("map/", "changes/"):
        assert "The files of this version are not here" in page(
            studio, f"/studio/courses/bare/{path}"
        )


def test_the_strict_check_is_told_at_its_place_when_asked_for(package, studio):
    plain, strict = page(studio, HERE), page(studio, f"{HERE}?strict=yes")
    assert "The strict check has" not in plain
    assert "They are not in the way of publishing." in strict
    assert f"{LESSON_PATH}:" in strict
    assert "C101" in page(studio, f"{LESSONS[0]}?strict=yes")
    assert "C101" not in page(studio, LESSONS[0])
    assert "C101" not in page(studio, f"{LESSONS[2]}?strict=yes")


def test_the_strict_check_waits_for_a_whole_package(package, studio):
    write(package, {"stray.md": "x"})
    assert "strict=yes" not in page(studio, HERE)
    assert "The strict check" not in page(studio, f"{HERE}?strict=yes")
