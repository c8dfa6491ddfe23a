"""Sign-in: works, says nothing about who exists, slows the stranger and not Dana."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from people.sign_in import network_of

PASSWORD = "a-long-enough-password"
HOME = "192.0.2.10"
STRANGER = "203.0.113.77"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    cache.clear()


def try_to_sign_in(client: Client, email: str, password: str, address: str = HOME):
    return client.post(
        "/accounts/login/", {"login": email, "password": password}, REMOTE_ADDR=address
    )


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_lets_dana_in(dana):
    client = Client()
    response = try_to_sign_in(client, dana.email, PASSWORD)
    assert response.status_code == 302
    assert is_in(client)


def test_case_of_the_address_does_not_matter(dana):
    client = Client()
    try_to_sign_in(client, dana.email.upper(), PASSWORD)
    assert is_in(client)


def test_the_session_key_changes_at_sign_in(dana):
    client = Client()
    client.get("/accounts/login/")
    session = client.session
    session["visited"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    try_to_sign_in(client, dana.email, PASSWORD)
    assert client.session.session_key != before


def test_wrong_and_unknown_look_the_same(dana):
    wrong = try_to_sign_in(Client(), dana.email, "not-her-password")
    unknown = try_to_sign_in(Client(), "nobody@northwind.example", "not-her-password")
    assert wrong.status_code == unknown.status_code == 200

    def text(response, email):
        import re

        page = response.content.decode().replace(email, "EMAIL")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", page)

    assert text(wrong, dana.email) == text(unknown, "nobody@northwind.example")


def test_a_stranger_is_slowed_down(dana):
    stranger = Client()
    for _ in range(6):
        try_to_sign_in(stranger, dana.email, "guess", STRANGER)
    try_to_sign_in(stranger, dana.email, PASSWORD, STRANGER)
    assert not is_in(stranger)


def test_a_stranger_does_not_lock_dana_out(dana):
    for _ in range(8):
        try_to_sign_in(Client(), dana.email, "guess", STRANGER)
    client = Client()
    try_to_sign_in(client, dana.email, PASSWORD, HOME)
    assert is_in(client)


def test_danas_browser_stays_welcome_even_in_the_strangers_network(dana):
    client = Client()
    try_to_sign_in(client, dana.email, PASSWORD, HOME)
    client.post("/accounts/logout/")
    for _ in range(8):
        try_to_sign_in(Client(), dana.email, "guess", STRANGER)
    try_to_sign_in(client, dana.email, PASSWORD, STRANGER)
    assert is_in(client)


def test_without_the_device_and_network_key_the_stranger_would_lock_her_out(dana, monkeypatch):
    from people.sign_in import AccountAdapter, _account

    monkeypatch.setattr(
        AccountAdapter,
        "_get_login_attempts_cache_key",
        lambda self, request, **found: _account(found.get("email", "")),
    )
    for _ in range(8):
        try_to_sign_in(Client(), dana.email, "guess", STRANGER)
    client = Client()
    try_to_sign_in(client, dana.email, PASSWORD, HOME)
    assert not is_in(client)


def guess_at_everybody(address: str, tries: int = 25) -> None:
    for number in range(tries):
        try_to_sign_in(Client(), f"number{number}@northwind.example", "guess", address)


def test_who_guesses_in_her_office_does_not_shut_her_browser_out(dana):
    client = Client()
    try_to_sign_in(client, dana.email, PASSWORD)
    client.post("/accounts/logout/")
    guess_at_everybody(HOME)
    try_to_sign_in(client, dana.email, PASSWORD)
    assert is_in(client)


def test_the_same_guesses_slow_every_new_browser_of_that_address(dana):
    guess_at_everybody(HOME)
    client = Client()
    try_to_sign_in(client, dana.email, PASSWORD)
    assert not is_in(client)


def test_a_whole_office_signs_in_within_a_minute_behind_one_address(dana):
    for _ in range(35):
        client = Client()
        try_to_sign_in(client, dana.email, PASSWORD)
        assert is_in(client)


def test_a_whole_office_sets_its_passwords_within_a_minute(dana):
    for number in range(30):
        asked = {"email": f"number{number}@northwind.example"}
        assert Client().post("/accounts/password/reset/", asked).status_code == 302


def test_one_mailbox_is_not_flooded(dana, mailoutbox):
    answers = [Client().post("/accounts/password/reset/", {"email": dana.email}) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 3
    page = answers[-1].content.decode()
    assert "Wait a minute, go back, and send it once more." in page
    assert 'class="card raised"' in page
    assert len(mailoutbox) == 5


def test_wrapped_addresses_are_networks_of_their_own(dana):
    for _ in range(8):
        try_to_sign_in(Client(), dana.email, "guess", f"::ffff:{STRANGER}")
    client = Client()
    try_to_sign_in(client, dana.email, PASSWORD, f"::ffff:{HOME}")
    assert is_in(client)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.1", "203.0.113.250", True),
        ("203.0.113.1", "203.0.112.1", False),
        ("2001:db8:0:100::1", "2001:db8:0:1ff::1", True),
        ("2001:db8:0:100::1", "2001:db8:0:200::1", False),
    ],
)
def test_a_network_is_as_large_as_the_decision_record_says(one, other, is_same):
    assert (network_of(one) == network_of(other)) == is_same


def test_a_forged_device_cookie_counts_as_none(dana):
    client = Client()
    client.cookies["attune_device"] = "forged"
    for _ in range(6):
        try_to_sign_in(client, dana.email, "guess", STRANGER)
    try_to_sign_in(client, dana.email, PASSWORD, STRANGER)
    assert not is_in(client)


def test_deactivated_people_are_refused_on_the_next_request(dana, sign_in):
    client = sign_in(dana)
    assert client.get("/status/").status_code == 404
    type(dana).objects.filter(pk=dana.pk).update(is_active=False)
    response = client.get("/demo/")  # any page: the session no longer names anybody
    assert not response.wsgi_request.user.is_authenticated


@pytest.mark.parametrize("password", ["x" * 10_000, "nul\x00byte", ""])
def test_odd_passwords_are_refused_calmly(dana, password):
    client = Client()
    response = try_to_sign_in(client, dana.email, password)
    assert response.status_code == 200
    assert not is_in(client)


def test_nobody_signs_up_alone(db):
    response = Client().post(
        "/accounts/signup/", {"email": "new@northwind.example", "password1": "x" * 20}
    )
    assert response.status_code == 200
    from people.models import User

    assert not User.objects.filter(email="new@northwind.example").exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_next_page_is_on_this_site(dana, target):
    response = Client().post(
        "/accounts/login/", {"login": dana.email, "password": PASSWORD, "next": target}
    )
    assert response.status_code == 302
    assert "evil" not in response.headers["Location"]
    assert not response.headers["Location"].startswith("javascript")


def test_too_many_tries_from_one_place_are_told_beside_the_form(dana):
    client = Client()
    for number in range(21):
        answer = try_to_sign_in(client, f"person-{number}@northwind.example", "wrong")
    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("Dana Whitfield", False), ("whitfield-šimić", False), ("dana@northwind", False),
        ("four calm words here", True),
    ],
)  # fmt: skip
def test_a_password_is_not_ones_own_name(dana, sign_in, password, is_taken):
    sent = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    sign_in(dana).post("/accounts/password/change/", sent)
    assert type(dana).objects.get(pk=dana.pk).check_password(password) is is_taken
