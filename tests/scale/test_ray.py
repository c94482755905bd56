"""Many machines, as nodes of a Ray cluster on this one: what goes in comes out once."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from readout.errors import ReadoutError, UsageError
from readout.scale.run import Options, run
from readout.settings import Settings
from tests.scale.shared import STUB, ask, crawl, go, page, sound

needs_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason="ray is not installed (pip install 'readout[ray]')"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three nodes of a core each; the first stays, the others may be lost."""
    if find_spec("ray") is None:
        pytest.skip("ray is not installed")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray = import_module("ray")
    made = import_module("ray.cluster_utils").Cluster(
        initialize_head=True,
        head_node_args={
            "num_cpus": 1, "include_dashboard": False,
            # A lost node is noticed after some 2 s and not 15.
            "_system_config": {
                "health_check_period_ms": 500, "health_check_failure_threshold": 4,
                "health_check_initial_delay_ms": 0,
            },
        },
    )  # fmt: skip
    ray.init(address=made.address, log_to_driver=False, logging_level=logging.ERROR)
    yield made
    ray.shutdown()
    made.shutdown()


@needs_ray
def test_a_cluster_reads_what_one_machine_reads_and_loses_a_machine(
    cluster: Any, tmp_path: Path
) -> None:
    archive, folder, store = tmp_path / "a.warc.gz", tmp_path / "pages", tmp_path / "store"
    crawl(archive, 200, "SLOW")
    folder.mkdir()
    for n in range(300, 400):
        (folder / f"{n}.txt").write_bytes(page(n, "SLOW"))
    (folder / "bad.txt").write_bytes(page(900, "BAD"))
    (folder / "crash.txt").write_bytes(page(901, "CRASH"))
    lost = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    killed = threading.Event()
    at: list[float] = []

    def kill() -> None:
        deadline = time.monotonic() + 60
        while not list(store.glob("parts/*.zst")) and time.monotonic() < deadline:
            time.sleep(0.02)
        at.append(time.monotonic())
        cluster.remove_node(lost, allow_graceful=False)
        killed.set()

    threading.Thread(target=kill, daemon=True).start()
    summary = go([archive, folder], store, workers=2, engine="ray")
    assert killed.is_set()
    assert at[0] < time.monotonic() - 1  # in the middle of the run, when first parts had come
    assert summary.added == 300
    assert summary.failed == 2
    assert summary.seen >= 302  # a batch that was lost is seen again
    assert dict(ask(store, "SELECT parse_filename(path), kind FROM failures")) == {
        "bad.txt": "capture", "crash.txt": "crash",
    }  # fmt: skip
    assert list(store.glob("parts/*")) == []
    sound(store)
    # And a run on one machine finds all of it done.
    again = go([archive, folder], store)
    assert (again.added, again.known, again.failed, again.still) == (0, 300, 0, 2)


@needs_ray
def test_a_run_on_a_cluster_goes_on_where_one_machine_stopped(cluster: Any, tmp_path: Path) -> None:
    crawl(tmp_path / "a.warc.gz", 30)
    crawl(tmp_path / "b.warc.gz", 60)
    store = tmp_path / "store"
    go([tmp_path / "a.warc.gz"], store)
    summary = go([tmp_path / "b.warc.gz"], store, engine="ray", workers=1, parquet=True)
    assert (summary.seen, summary.known, summary.added) == (60, 30, 30)
    assert len(list(store.glob("tables/articles/*.parquet"))) == 2
    sound(store)


@needs_ray
def test_a_source_that_is_not_there_is_a_complaint(cluster: Any, tmp_path: Path) -> None:
    crawl(tmp_path / "a.warc.gz", 3)
    gone = str(tmp_path / "gone.html")
    options = Options(quiet=True, read=STUB, engine="ray", workers=1)
    summary = run([gone, str(tmp_path / "a.warc.gz")], str(tmp_path / "store"), Settings(), options)
    assert summary.added == 3
    assert [code for _, code in summary.complaints] == [3]


def test_without_ray_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(tmp_path / "a.warc.gz", 3)

    def missing(name: str) -> Any:
        if name.startswith("ray"):
            raise ImportError(name)
        return import_module(name)

    monkeypatch.setattr("readout.scale.ray.import_module", missing)
    with pytest.raises(UsageError, match=r"readout\[ray\]"):
        go([tmp_path / "a.warc.gz"], tmp_path / "store", engine="ray")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:99999", "[::1]:1"])
def test_a_cluster_that_is_not_there_is_said_at_once(address: str) -> None:
    from readout.scale.ray import _make_sure_of

    started = time.monotonic()
    with pytest.raises(UsageError, match=r"No Ray cluster answers at '.*'.*ray status"):
        _make_sure_of(address)
    assert time.monotonic() - started < 5
    for other in (None, "auto", "local", "ray://head.example:10001"):
        _make_sure_of(other)  # Ray's own affair


def test_another_version_on_a_machine_is_refused() -> None:
    from readout.record.types import Generator
    from readout.scale.ray import Reader

    other = Generator(schema="1", version="99", model=None, codebook=None)
    with pytest.raises(ReadoutError, match="install the same"):
        Reader(Settings(), STUB, 10.0, 10**9, other)
