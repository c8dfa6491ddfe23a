"""Nothing from outside reaches a certificate: no file, no network, no second layer of tricks."""

import http.server
import threading

import pytest
import weasyprint
from weasyprint.urls import FatalURLFetchingError

from certificates.rendering import press
from tests.certificates.test_rendering import printed, text_of

SECRET = "the-content-of-a-secret-file"


@pytest.fixture
def secret(tmp_path):
    found = tmp_path / "secret.svg"
    found.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">'
        f"<text>{SECRET}</text></svg>"
    )
    return found


@pytest.fixture
def server():
    """A server on this machine that remembers who asked."""
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, *_):
            pass

    running = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    running.asked = asked
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


SVG = 'xmlns="http://www.w3.org/2000/svg"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
VECTORS = {
    "img": '<img src="{url}"/>',
    "img srcset": '<img srcset="{url} 1x" src="{url}"/>',
    "link": '<link rel="stylesheet" href="{url}"/>',
    "import": '<style>@import url("{url}");</style>',
    "font-face": '<style>@font-face {{ font-family: x; src: url("{url}") }}</style>',
    "background": '<p style="background: url({url})">x</p>',
    "list": '<ul><li style="list-style-image: url({url})">x</li></ul>',
    "content": '<style>p::before {{ content: url("{url}") }}</style>',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}"/>',
    "attachment": '<link rel="attachment" href="{url}"/>',
    "svg image": f'<svg {SVG}><image href="{{url}}" width="9" height="9"/></svg>',
    "svg xlink": f'<svg {SVG} {XLINK}><image xlink:href="{{url}}" width="9" height="9"/></svg>',
    "svg use": '<svg><use href="{url}#a"/></svg>',
    "nested data": (
        "<img src=\"data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/svg'>"
        "&lt;image href='{url}'/>&lt;/svg>\"/>"
    ),
}


def _print(html):
    try:
        return press.to_pdf(html, shown={}, identifier=b"i" * 16), None
    except press.Unprintable as refusal:
        return None, refusal


@pytest.mark.parametrize("vector", VECTORS)
def test_no_markup_loads_a_file_or_calls_out(vector, secret, server):
    for url in (secret.as_uri(), f"http://127.0.0.1:{server.server_port}/{SECRET}"):
        html = f"<html><body>{VECTORS[vector].format(url=url)}<p>x</p></body></html>"
        content, refusal = _print(html)
        assert refusal is None or "outside" in str(refusal)
        assert content is None or SECRET not in text_of(
            content
        )  # the vector is no address to this library
    assert server.asked == []


@pytest.mark.parametrize("field", ["holder_name", "course_title", "organization", "signatory_name"])
def test_markup_in_a_fact_is_text(field, secret):
    tricks = f'<img src="{secret.as_uri()}"> & {{{{ x }}}}'
    text = "".join(text_of(printed(**{field: tricks})).split())
    assert "".join(tricks.split()).upper() in text.upper()


def test_without_our_fetcher_the_file_would_be_embedded(secret):
    """Negative control: the library's own fetcher reads the disk."""
    content = weasyprint.HTML(string=f'<img src="{secret.as_uri()}">').write_pdf()
    assert SECRET in text_of(content)


def test_a_refusal_inside_svg_is_swallowed_so_denied_must_be_read(secret):
    """Negative control: without the look at `denied`, this would be a silent success."""
    from certificates.rendering.fetcher import DenyAll

    fetcher = DenyAll()
    svg = VECTORS["svg image"].format(url=secret.as_uri())
    weasyprint.HTML(string=svg, url_fetcher=fetcher).write_pdf()
    assert fetcher.denied == ["file"]
    with pytest.raises(press.Unprintable):
        press.to_pdf(svg, shown={}, identifier=b"i" * 16)


def test_the_refusal_is_no_ordinary_exception(secret):
    """Negative control: `except Exception` would let it pass and leave the row without a reason."""
    assert not issubclass(FatalURLFetchingError, Exception)
    assert issubclass(press.Unprintable, Exception)
