"""A store, a client and the ids of its articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from readout.view.web.app import make_app
from tests.view.web import world


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
