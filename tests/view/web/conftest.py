"""A store, a client and the ids of its articles."""

from __future__ import annotations

import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from readout.view.web.app import make_app
from tests.view.web import world

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The store of :mod:`tests.view.web.world`. Do not write to it: :func:`world.store_in` makes
    another."""
    return world.store_in(tmp_path_factory.mktemp("web") / "store")


@pytest.fixture(scope="session")
def client(folder: str) -> Iterator[TestClient]:
    """Asks the application as a browser on this machine does."""
    with TestClient(make_app(folder), base_url="http://localhost") as made:
        yield made


@pytest.fixture(scope="session")
def ids() -> list[str]:
    """Ids of the articles; the last is the hostile one."""
    return [record.article.id for record in world.records()]


@pytest.fixture(scope="session")
def served(folder: str) -> Iterator[str]:
    """The address of the same store behind a real server."""
    config = uvicorn.Config(make_app(folder), host="127.0.0.1", port=0, log_level="critical")
    bound = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser of Playwright; tests that want it are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it, or name it in the variable CHROMIUM")
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="no Playwright: pip install 'readout[browser]'"
    )
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def tab(chromium: Any, served: str) -> Iterator[Any]:
    """A tab of its own; fails the test that makes it ask elsewhere, complain, or run a dialog."""
    context = chromium.new_context(base_url=served, reduced_motion="reduce")
    made = context.new_page()
    heard: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith((served, "blob:", "data:")):
            heard.append(url)

    def said(kind: str, text: str) -> None:
        # A page that says what was wrong with its address comes with 400.
        if kind in ("error", "warning") and "status of 400" not in text:
            heard.append(text)

    made.on("request", lambda request: asked(request.url))
    made.on("console", lambda message: said(message.type, message.text))
    made.on("pageerror", lambda error: heard.append(str(error)))
    made.on("dialog", lambda dialog: heard.append(dialog.message))
    yield made
    context.close()
    assert heard == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which looks for what shuts people out."""
    path = Path(__file__).parents[2] / "data" / "axe" / "axe.min.js.gz"
    return gzip.decompress(path.read_bytes()).decode()
