"""The overview."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_the_overview_counts_what_is_here(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "9 articles" in answer.text
