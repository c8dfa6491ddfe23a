import uuid

import pytest
from django.urls import reverse

from certificates import codes
from tests.support.certificates import issued, ready

pytestmark = pytest.mark.django_db
LIST = "/api/v1/my/certificates/"


def test_my_certificates_are_listed(dana, sign_in, django_assert_max_num_queries):
    certificate = ready(dana)
    client = sign_in(dana)
    with django_assert_max_num_queries(8):
        body = client.get(LIST).json()
    (found,) = body["results"]
    assert found["uuid"] == str(certificate.uuid)
    assert found["holder_name"] == "Dana Whitfield-Šimić"
    assert found["completed_on"] == "2026-11-27"
    assert found["code"] == codes.display(certificate.code)
    assert (found["standing"], found["state"]) == ("valid", "ready")
    assert found["pdf_url"].endswith(reverse("certificates:download", args=[certificate.uuid]))
    assert "id" not in found


def test_one_certificate_is_shown(dana, sign_in):
    certificate = issued(dana)
    found = sign_in(dana).get(f"{LIST}{certificate.uuid}/").json()
    assert (found["state"], found["pdf_url"], found["pdf_sha256"]) == ("queued", None, "")


def test_the_api_needs_a_sign_in(dana, client):
    certificate = issued(dana)
    for address in (LIST, f"{LIST}{certificate.uuid}/"):
        assert client.get(address).status_code in {302, 403}


def test_the_api_hides_others_certificates(dana, milo, sign_in):
    certificate = issued(dana)
    client = sign_in(milo)
    assert client.get(LIST).json()["results"] == []
    foreign = client.get(f"{LIST}{certificate.uuid}/")
    absent = client.get(f"{LIST}{uuid.uuid4()}/")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content
    assert foreign.headers["Content-Type"] == "application/problem+json"


def test_the_api_changes_nothing(dana, sign_in):
    certificate = issued(dana)
    client = sign_in(dana)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"{LIST}{certificate.uuid}/").status_code == 405
