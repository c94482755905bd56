"""``readout serve``: a store in the browser."""

from __future__ import annotations

import builtins
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from readout.cli.main import complain, only_files
from readout.errors import RecordError, UsageError

if TYPE_CHECKING:
    from readout.record.types import Record

app = App(
    name="serve",
    help_epilogue=(
        "**Examples**\n\n"
        "- `readout serve news`\n"
        "- `readout serve page.html other.html` reads the pages and shows them\n"
        "- `readout serve news --host 0.0.0.0` lets others in who have the token"
    ),
    help_format="markdown",
)


@app.default
def serve(
    *paths: Annotated[str, Parameter(name="PATH", allow_leading_hyphen=True)],
    host: str = "127.0.0.1",
    port: int = 8050,
    token: str | None = None,
    open: Annotated[bool, Parameter(negative="")] = False,
    memory: str = "1GB",
) -> int:
    """Show a store in the browser.

    Parameters
    ----------
    paths
        The folder of a store; or, for a quick look, pages and files of records (`.jsonl`), which
        are read into a store that is gone afterwards.
    host
        The address to listen at. By default only this machine is answered; at any other address
        a token is asked for.
    port
        The port; 0 takes one that is free.
    token
        The token to ask for, of at least 16 characters, instead of a new one for each start at an
        address that is not this machine's own.
    open
        Open the page in the browser.
    memory
        What the database may use.
    """
    only_files(paths)
    if not paths:
        raise UsageError("Name the folder of a store, or pages to look at.")
    if not 0 <= port <= 65535:
        raise UsageError(f"--port is a number from 0 to 65535, not {port}.")
    if token is not None and (len(token) < 16 or not token.isascii() or not token.isprintable()):
        raise UsageError("--token takes at least 16 printable ASCII characters.")
    from readout.store.store import DATABASE, open_store

    only = paths[0]
    if len(paths) == 1 and (
        os.path.exists(os.path.join(only, DATABASE)) or not _has_something(only)
    ):
        # What keeps the store from being read is told here, and not in a browser.
        open_store(only, memory=memory).close()
        return _run(only, only, host, port, token, open, memory)
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        with open_store(folder, write=True) as store:
            added = store.put(_records(paths))
        if not added:
            raise UsageError("There is nothing to show: nothing that was named could be read.")
        many = f"{paths[0]} and {len(paths) - 1} more" if len(paths) > 1 else paths[0]
        return _run(folder, many, host, port, token, open, memory)


def _has_something(path: str) -> bool:
    """Whether there is a file, or a folder that is not empty."""
    return bool(os.listdir(path)) if os.path.isdir(path) else os.path.exists(path)


def _records(paths: tuple[str, ...]) -> Iterator[Record]:
    from readout.api import read_many
    from readout.capture.failure import Failure
    from readout.record.codec import decode_lines

    for path in paths:
        if path.endswith(".jsonl"):
            try:
                with builtins.open(path, "rb") as lines:
                    for _, read in decode_lines(lines, f"'{path}'"):
                        if isinstance(read, RecordError):
                            complain(str(read))
                        else:
                            yield read
            except OSError as error:
                raise UsageError(f"'{path}' cannot be read: {error.strerror}.") from error
            continue
        for item in read_many([path]):
            if isinstance(item, Failure):
                complain(item.reason)
            else:
                yield item


def _run(
    folder: str, title: str, host: str, port: int, token: str | None, show: bool, memory: str
) -> int:
    import uvicorn

    from readout.view.web.app import make_app
    from readout.view.web.guard import is_loopback

    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    web = make_app(folder, token=token, title=title, memory=memory)
    config = uvicorn.Config(
        web,
        host=host,
        port=port,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    try:
        bound = config.bind_socket()
    except SystemExit:
        # uvicorn ends the process when it may not listen; the reason is nearly always this one.
        raise UsageError(
            f"Port {port} of {host} cannot be listened at: another program has it, or the address "
            "is none of this machine. --port 0 takes a free one."
        ) from None
    # Whoever reads the address may ask at once.
    bound.listen(128)
    named = bound.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{named}/" + (f"?token={token}" if token else "")
    print(f"{title} is at {address}", flush=True)
    if not is_loopback(host):
        complain(
            "whoever has this address can read the store, and nothing is encrypted on the way; "
            "for other networks than your own put it behind a server that speaks HTTPS."
        )
    print("Ctrl-C ends it.", file=sys.stderr, flush=True)
    if show:
        import webbrowser

        webbrowser.open(address)
    try:
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        web.state.library.close()
    return 0
