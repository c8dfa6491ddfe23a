"""The wizard: four short steps by plain forms, drafts kept on the way, nothing typed is lost."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from courses import lesson_kinds
from courses.lesson_kinds import Look
from courses.package.drafts import LessonDraft, SourceFile
from courses.translations.texts import split_fields
from practice.models import OwnCall
from practice.own_call.findings import findings_in
from practice.own_call.shapes import STEPS
from practice.package.booster import YearDraft
from practice.package.own_call import own_call_schema
from practice.selectors.own_call.mine import opened
from practice.services.own_call import write
from practice.services.own_call.ready import make_ready
from practice.services.own_call.refusals import PointsToSomebody
from practice.services.own_call.write import Typed, write_call
from tests.practice.own_call.conftest import at
from tests.practice.own_call.made import KEY, MONDAY, WORDS, begun, marks, ready, written

HTMX = {"headers": {"HX-Request": "true"}}
PHONE = "Ring 0171 2345678."


def step_of(call, step):
    return at("-write", call, step)


def sent(step, call, **more):
    call.refresh_from_db()
    typed = {name: WORDS[name] for name in STEPS[step]}
    return {**typed, "revision": call.revision, "page": "a" * 32, "go": "next", **more}


def text(answer):
    return answer.content.decode()


def words(call):
    call.refresh_from_db()
    return dict(opened(call).words)


def test_from_the_lesson_to_ready_by_plain_forms(browser, enrollment):
    lesson = reverse("enrollments:lesson", args=[enrollment.uuid, KEY])
    assert "Write a call of my own" in text(browser.get(lesson))
    place = reverse("practice:own-call-begin", args=[enrollment.uuid, KEY])
    answer = browser.post(place, follow=True)
    call = OwnCall.objects.get()
    assert answer.redirect_chain[-1][0] == step_of(call, "moment")
    for step, after in (("moment", "reply"), ("reply", "others")):
        answer = browser.post(step_of(call, step), sent(step, call))
        assert answer.url == step_of(call, after)
        assert browser.get(answer.url).status_code == 200
    answer = browser.post(step_of(call, "others"), sent("others", call))
    assert answer.url == at("-check", call)
    page = text(browser.get(answer.url))
    assert "Did you invent this name?" in page
    call.refresh_from_db()
    answer = browser.post(
        answer.url, {"revision": call.revision, "go": "ready", "fine": marks(WORDS)}
    )
    assert answer.url == at("-hear", call)
    call.refresh_from_db()
    assert call.state == "ready"
    assert words(call) == WORDS


def test_begun_twice_it_is_one_draft(browser, enrollment):
    place = reverse("practice:own-call-begin", args=[enrollment.uuid, KEY])
    assert browser.post(place).url == browser.post(place).url
    assert OwnCall.objects.count() == 1
    lesson = reverse("enrollments:lesson", args=[enrollment.uuid, KEY])
    assert browser.get(place).url == lesson
    assert "Go on with your draft" in text(browser.get(lesson))


def test_what_is_missing_is_told_and_the_rest_is_kept(browser, enrollment):
    call = begun(enrollment)
    page = browser.post(step_of(call, "moment"), sent("moment", call, cue="", felt="bored?"))
    assert page.status_code == 400
    soup = BeautifulSoup(page.content, "html.parser")
    assert [one["href"] for one in soup.select(".error-summary li a")] == [
        "#field-felt", "#field-cue",
    ]  # fmt: skip
    assert WORDS["cue"] not in text(page)
    assert words(call)["said"] == WORDS["said"]
    assert soup.select_one("[name=revision]")["value"] == "2"
    assert soup.select_one("#id-said").text.strip() == WORDS["said"]


def test_a_draft_may_be_left_half_way(browser, enrollment):
    call = begun(enrollment)
    answer = browser.post(step_of(call, "moment"), sent("moment", call, cue="", go="later"))
    assert answer.url == reverse("practice:own-calls")
    assert "Go on" in text(browser.get(answer.url))
    assert browser.get(at("", call)).url == step_of(call, "moment")


def test_a_phone_number_stays_in_the_form_and_out_of_the_database(browser, enrollment):
    call = begun(enrollment)
    page = browser.post(step_of(call, "moment"), sent("moment", call, said=PHONE))
    assert page.status_code == 400
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.select_one("#id-said").text.strip() == PHONE
    error = soup.select_one("#error-said")
    assert error.select_one("q").text == "0171 2345678"
    assert error.select_one("code").text == "[phone number]"
    assert "said" not in words(call)
    assert words(call)["cue"] == WORDS["cue"]


def test_an_autosave_keeps_what_may_be_kept_and_says_the_rest(browser, enrollment):
    call = begun(enrollment)
    answer = browser.post(step_of(call, "moment"), sent("moment", call, said=PHONE, go=""), **HTMX)
    assert answer.status_code == 200
    assert "Kept, but for" in text(answer)
    assert 'value="2"' in text(answer)
    assert "<html" not in text(answer)
    assert "0171" not in text(answer)
    assert "said" not in words(call)
    answer = browser.post(step_of(call, "moment"), sent("moment", call), **HTMX)
    assert "Draft kept" in text(answer)
    assert words(call)["said"] == WORDS["said"]


def test_the_same_page_may_save_before_it_learned_of_its_own_autosave(browser, enrollment):
    call = begun(enrollment)
    first = sent("moment", call)
    browser.post(step_of(call, "moment"), {**first, "cue": "on the way"}, **HTMX)
    answer = browser.post(step_of(call, "moment"), {**first, "cue": "in the end"})
    assert answer.status_code == 302
    assert words(call)["cue"] == "in the end"
    # An autosave that comes late, after the page was sent off, overwrites nothing.
    late = browser.post(step_of(call, "moment"), {**first, "cue": "on the way"}, **HTMX)
    assert late.status_code == 409
    assert words(call)["cue"] == "in the end"


def test_two_tabs_lose_nothing(browser, enrollment):
    call = begun(enrollment)
    stale = sent("moment", call, page="b" * 32, cue="from the second tab")
    browser.post(step_of(call, "moment"), sent("moment", call, cue="from the first tab"))
    page = browser.post(step_of(call, "moment"), stale)
    assert page.status_code == 409
    assert "from the first tab" in text(page)
    assert "from the second tab</textarea>" in text(page)
    assert words(call)["cue"] == "from the first tab"
    assert browser.post(step_of(call, "moment"), {**stale, "revision": 2}).status_code == 302
    assert words(call)["cue"] == "from the second tab"


def test_saying_the_same_from_a_stale_page_changes_nothing(browser, enrollment):
    call = begun(enrollment)
    first = sent("moment", call)
    for _ in range(2):
        assert browser.post(step_of(call, "moment"), {**first, "page": "x"}).status_code == 302
    call.refresh_from_db()
    assert call.revision == 2


def test_too_long_is_told_and_stays_in_the_form(browser, enrollment):
    call = begun(enrollment)
    page = browser.post(step_of(call, "moment"), sent("moment", call, cue="c" * 301))
    assert page.status_code == 400
    assert "At most 300 characters" in text(page)
    assert "c" * 301 in text(page)
    assert "cue" not in words(call)


def test_a_text_that_is_too_long_is_not_searched(enrollment):
    """Patterns take the square of a length: a megabyte would keep a worker for hours."""
    call = begun(enrollment)
    typed = Typed(texts={"said": f"{PHONE} {'a' * 200_000}", "cue": PHONE}, seen=1)
    told = write_call(call=call, typed=typed, by=enrollment.learner, at=MONDAY)
    assert (told.too_long, list(told.held_back)) == (("said",), ["cue"])


def test_a_change_in_the_check_that_is_too_long_is_told_there(browser, enrollment):
    call = written(enrollment)
    form = {"go": "ready", "revision": call.revision, "mine": "A " * 300, "wish": "b" * 9_000}
    answer = browser.post(at("-check", call), form)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 400
    assert soup.select_one("#id-mine").text.strip() == form["mine"].strip()
    assert "At most 400 characters" in soup.select_one("#error-mine").text
    assert "Something stands in the way" in soup.select_one("[role=alert]").text
    assert words(call) == WORDS


def test_a_number_on_two_lines_can_be_waved_through_as_the_page_sends_it(browser, enrollment):
    call = written(enrollment, said="It says #\n48213 on it.")
    page = BeautifulSoup(browser.get(at("-check", call)).content, "html.parser")
    fine = [box["value"] for box in page.select("input[name=fine]")]
    assert "number:# 48213" in fine
    form = {"go": "ready", "revision": call.revision, "fine": fine}
    assert browser.post(at("-check", call), form).url == at("-hear", call)


def test_the_check_asks_about_names_and_takes_an_answer_for_each(browser, enrollment):
    call = written(enrollment, mine="Hello Rosa, order 48213 it is.")
    page = browser.get(at("-check", call))
    soup = BeautifulSoup(page.content, "html.parser")
    assert [one.text for one in soup.select(".own-call-findings q")] == ["Mia", "48213", "Rosa"]
    assert [one.text for one in soup.select("code")] == ["[another name]", "[number]", "Mia"]
    call.refresh_from_db()
    form = {"revision": call.revision, "go": "ready", "fine": ["invented:Mia", "name:Rosa"]}
    page = browser.post(at("-check", call), form)
    assert page.status_code == 400
    soup = BeautifulSoup(page.content, "html.parser")
    ticked = [one["value"] for one in soup.select("[name=fine][checked]")]
    assert ticked == ["invented:Mia", "name:Rosa"]
    answer = browser.post(at("-check", call), {**form, "mine": "Hello Rosa, your order it is."})
    assert answer.url == at("-hear", call)
    assert words(call)["mine"] == "Hello Rosa, your order it is."


def test_a_tick_counts_for_the_words_it_was_given_for(browser, enrollment):
    call = written(enrollment, mine="Hello Rosa.")
    form = {"revision": call.revision, "go": "ready", "fine": ["invented:Mia", "name:Rosa"]}
    page = browser.post(at("-check", call), {**form, "mine": "Hello Helga."})
    assert page.status_code == 400
    call.refresh_from_db()
    assert call.state == "draft"


def test_no_tick_waves_a_phone_number_through(browser, enrollment):
    call = written(enrollment)
    form = {
        "revision": call.revision, "go": "ready", "mine": PHONE,
        "fine": ["invented:Mia", "phone:0171 2345678"],
    }  # fmt: skip
    page = browser.post(at("-check", call), form)
    assert page.status_code == 400
    assert "This has to go before the call is kept" in text(page)
    assert PHONE in text(page)
    assert words(call)["mine"] == WORDS["mine"]
    assert call.state == "draft"


def test_no_tick_waves_one_through_that_came_in_under_an_older_rule(enrollment):
    call = written(enrollment)
    kept = {**words(call), "mine": PHONE}
    OwnCall.objects.update(words=call.sealed("words", kept))
    fine = [found.mark for found in findings_in(kept, language="en")]
    with pytest.raises(PointsToSomebody):
        make_ready(call=call, fine=fine, language="en", by=enrollment.learner, at=MONDAY)
    assert OwnCall.objects.get().state == "draft"


def test_steps_that_say_nothing_are_named_before_it_is_ready(browser, enrollment):
    call = begun(enrollment)
    page = text(browser.get(at("-check", call)))
    assert "These steps still want a word" in page
    assert "it is ready" not in page
    page = browser.post(at("-check", call), {"revision": 1, "go": "ready"})
    assert page.status_code == 400


def test_three_replies_differ(browser, enrollment):
    call = written(enrollment, wish=f" {WORDS['mine'].upper()}")
    form = {"revision": call.revision, "go": "ready", "fine": marks(WORDS)}
    page = browser.post(at("-check", call), form)
    assert page.status_code == 400
    assert "Two of the three replies are the same" in text(page)


def test_a_call_that_is_ready_can_be_changed_until_it_is_played(browser, enrollment):
    call = ready(enrollment)
    assert browser.get(step_of(call, "moment")).url == at("", call)
    assert browser.post(step_of(call, "moment"), sent("moment", call), **HTMX).status_code == 409
    answer = browser.post(at("-change", call))
    assert answer.url == step_of(call, "moment")
    call.refresh_from_db()
    assert call.state == "draft"


def test_whoever_signs_in_anew_on_the_way_to_change_it_lands_at_the_call(browser, enrollment):
    call = ready(enrollment)
    assert browser.get(at("-change", call)).url == at("", call)
    call.refresh_from_db()
    assert call.state == "ready"


def test_it_stays_ready_beside_another_draft(browser, enrollment):
    call = ready(enrollment)
    begun(enrollment)
    assert browser.post(at("-change", call)).url == reverse("practice:own-calls")
    call.refresh_from_db()
    assert call.state == "ready"


@pytest.mark.parametrize("step", ["check", "nothing", "moments"])
def test_there_are_three_steps_of_writing(browser, enrollment, step):
    call = begun(enrollment)
    assert browser.get(step_of(call, step)).status_code == 404


def test_a_lesson_of_another_kind_begins_no_call(browser, enrollment):
    place = reverse("practice:own-call-begin", args=[enrollment.uuid, "l1-1"])
    assert browser.post(place).status_code == 404


def test_an_odd_revision_is_refused_and_the_words_stay(browser, enrollment):
    call = begun(enrollment)
    page = browser.post(step_of(call, "moment"), sent("moment", call, revision="9" * 40))
    assert page.status_code == 400
    assert WORDS["cue"] in text(page)


def test_the_lesson_is_translated_text_by_text():
    source = SourceFile(
        path="x.yaml",
        text="key: m9-own-call\nkind: own_call\ntitle: A call\nminutes: 10\nobjectives: [M9.2]\n"
        "move_on: completed\nrequired: no\nabout: Once a month.\n",
    )
    ids = {one.id for one in split_fields(own_call_schema)(source).texts}
    assert ids == {"m9-own-call.title", "m9-own-call.about"}


def test_an_author_sees_the_lesson_before_it_is_published():
    draft = LessonDraft(
        path="x.yaml", key="m9-own-call", kind="own_call", title="A call", minutes=10,
        objectives=("M9.2",), move_on="completed", is_required=False,
        payload=YearDraft(day=None, about="Once a month."),
    )  # fmt: skip
    shown = lesson_kinds.preview("own_call")
    assert shown is not None
    told = shown(draft, Look())
    assert told.template == "practice/own_call/lesson.html"
    assert told.context["told"].about == "Once a month."


def test_there_is_an_end_to_calls(browser, enrollment, monkeypatch):
    monkeypatch.setattr(write, "MOST_CALLS", 1)
    ready(enrollment)
    place = reverse("practice:own-call-begin", args=[enrollment.uuid, KEY])
    assert "You keep 1 calls" in text(browser.post(place, follow=True))
    assert OwnCall.objects.count() == 1
