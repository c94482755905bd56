"""Who is answered, and what a page may do."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from readout.view.web.app import make_app
from readout.view.web.guard import is_loopback

TOKEN = "0123456789abcdef"


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline(client: TestClient) -> None:
    for path in ("/", "/events", "/static/base.css", "/nowhere", "/events.csv"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in ("no-referrer", "same-origin")
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["localhost:8050", "127.0.0.1", "[::1]:99"])
def test_a_local_name_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.7:8050", "["])
def test_another_name_is_not(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "localhost" in answer.text


def test_a_change_is_taken_from_our_own_pages_alone(client: TestClient) -> None:
    for origin in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert client.post("/events", headers=origin).status_code == 403
    assert client.post("/events", headers={"Origin": "http://localhost"}).status_code == 405


def test_the_token_lets_in_and_leaves_the_address(folder: str) -> None:
    app = make_app(folder, token=TOKEN)
    with TestClient(app, base_url="http://news.lan:8050", follow_redirects=False) as client:
        assert client.get("/events").status_code == 403
        assert client.get("/static/base.css").status_code == 403
        assert client.get("/events?token=wrong").status_code == 403
        answer = client.get(f"/events?type=AID&token={TOKEN}")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/events?type=AID"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/events").status_code == 200
        assert client.get(f"//evil.example?token={TOKEN}").headers["location"].startswith("/")
        assert not client.get(f"//evil.example/?token={TOKEN}").headers["location"].startswith("//")


def test_what_is_loopback() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("192.168.1.4")
