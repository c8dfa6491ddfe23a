"""What nobody sends by mistake: one fixed list of values, and bodies that are no bodies."""

from __future__ import annotations

from typing import Any

TEXTS: list[str] = [
    "", " ", "-1", "0", "1.5", "1e3", "0x1", "NaN", "Infinity", "9" * 30, str(2**63), str(-(2**63)),
    "9" * 5000, "x" * 10_000, "null", "true", "[]", "{}", "a\x00b", "\x1b[31m\r\nSet-Cookie: a=b",
    "ｄａｎａ＠ｎｏｒｔｈｗｉｎｄ．ｅｘａｍｐｌｅ", "١٢٣",
    "\u202egnp.exe", "\ufeff\u200b", "\U0010ffff",
    "' OR 1=1 --", "%' ESCAPE '", "\\", "%", "_", "../../etc/passwd", "..\\..\\x",
    "{{7*7}}", "${7*7}",
    "=1+1", "<script>alert(1)</script>", "javascript:alert(1)", "0001-01-01", "9999-12-31",
    "2026-02-30", "-0001-01-01", "11111111-1111-4111-8111-111111111111", "not-a-uuid",
    "password__startswith", "_connector",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, False, -1, 0, 1.5, 1e300, 2**31, 2**63, -(2**63) - 1, 10**400, [], [None], [[]], {},
    {"a": {"b": {}}}, ["x"] * 1000, {"__class__": "x"}, "\ud800", "x" * 10_000, "a\x00b", "", "١٢٣",
    "0001-01-01", "9999-12-31", "not-a-uuid", "11111111-1111-4111-8111-111111111111", "' OR 1=1 --",
]  # fmt: skip
DEEP = b'{"a":' * 20_000 + b"1" + b"}" * 20_000
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "null": b"null",
    "a number": b"1",
    "a text": b'"x"',
    "a list": b"[1]",
    "deep object": DEEP,
    "deep list": b"[" * 100_000,
    "not UTF-8": b'{"a": "\xff\xfe"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a bare surrogate": b'{"a": "\\ud800"}',
    "not a number": b'{"a": NaN}',
    "a huge number": b'{"a": ' + b"9" * 10_000 + b"}",
    "a huge exponent": b'{"a": 1e99999}',
    "a key twice": b'{"a": 1, "a": 2}',
    "five megabytes": b'{"a": "' + b"x" * 5_000_000 + b'"}',
}
FORMS: dict[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", b"x"),
    "an empty boundary": ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    "a cut part": (
        "multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a"'
    ),
    "no form": ("application/json", b"[" * 50_000),
    "five megabytes": ("application/x-www-form-urlencoded", b"a=" + b"x" * 5_000_000),
    "many fields": (
        "application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(2000))
    ),
    "not UTF-8": ("application/x-www-form-urlencoded", b"note=%ff%fe&reason=%ed%a0%80"),
    "an upward file": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a"; filename="../x"\r\n\r\nx\r\n--b--\r\n',
    ),
}  # fmt: skip
