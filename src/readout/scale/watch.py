"""Following feeds: new pages are fetched to disk first, and read from there into the store.

Every fetched page is a file of its own, an HTTP message with address and time in its header, so
that ``readout read`` and ``readout run`` read it without this program's memory. What is killed
between two steps is found again: a page on the disk is read by the next round.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

import msgspec

from readout.capture.many.feed import Entry, entries
from readout.errors import CaptureError, ReadoutError, StoreError, UsageError
from readout.scale.fetch import Answer, Fetcher
from readout.scale.run import Options, Summary, run
from readout.settings import Settings
from readout.store.parts import disk_error, write_whole

FETCHED = "fetched"
_TRIES = 3
_LONGEST_BACKOFF = 86_400.0
_SHORTEST_ROUND = 60.0


class _Seen(msgspec.Struct):
    """What is known of one address: the server's marks, the feed's mark, failed tries."""

    etag: str | None = None
    modified: str | None = None
    mark: str | None = None
    tries: int = 0


class _State(msgspec.Struct):
    """What a watch remembers. Pages stand under a hash: the state names no article."""

    feeds: dict[str, _Seen] = {}
    pages: dict[str, _Seen] = {}


class Round(msgspec.Struct, kw_only=True):
    """What one round over the feeds came to."""

    feeds: int = 0
    unchanged: int = 0
    """Feeds that said they had nothing new."""
    silent: int = 0
    """Feeds that could not be had, or hold no feed."""
    fetched: int = 0
    complaints: list[str] = []
    summary: Summary | None = None


def watch(
    feeds: Sequence[str],
    folder: str,
    settings: Settings,
    options: Options,
    *,
    fetcher: Fetcher | None = None,
    every: float = 900.0,
    rounds: int | None = None,
    on_round: Callable[[Round], None] = lambda _: None,
) -> None:
    """Go over ``feeds`` every so many seconds, ``rounds`` times (None: until stopped).

    The store is open only while pages are read into it, so that others can ask it in between.
    Raises UsageError for what is no web address, StoreError when nothing can be written, and
    KeyboardInterrupt after a round that was stopped: what it had at hand is stored.
    """
    if not feeds:
        raise UsageError("No feed is named; give the address of an RSS or Atom feed.")
    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise UsageError(f"'{feed}' is no web address; `readout run` reads feeds on the disk.")
    if rounds is None and every < _SHORTEST_ROUND:
        raise UsageError(f"Asking more often than every {_SHORTEST_ROUND:g} s is not polite.")
    watcher = _Watch(feeds, folder, settings, options, fetcher)
    done = 0
    while True:
        started = time.monotonic()
        told = watcher.round(first=done == 0)
        on_round(told)
        if told.summary is not None and told.summary.stopped:
            raise KeyboardInterrupt
        done += 1
        if done == rounds:
            return
        time.sleep(max(0.0, every - (time.monotonic() - started)))


class _Watch:
    def __init__(
        self,
        feeds: Sequence[str],
        folder: str,
        settings: Settings,
        options: Options,
        fetcher: Fetcher | None,
    ) -> None:
        self._feeds, self._folder = feeds, folder
        self._settings, self._options = settings, options
        self._fetcher = fetcher or Fetcher(max_bytes=settings.max_bytes)
        self._home = os.path.join(folder, FETCHED)
        self._path = os.path.join(self._home, "state.json")
        self._not_before: dict[str, float] = {}
        try:
            os.makedirs(self._home, exist_ok=True)
        except OSError as error:
            raise disk_error(folder, error) from error
        self._state = self._load()

    def round(self, *, first: bool) -> Round:
        """Ask every feed, fetch what is new, and read it."""
        told = Round()
        new: list[str] = []
        for feed in self._feeds:
            if time.monotonic() < self._not_before.get(feed, 0.0):
                continue
            told.feeds += 1
            try:
                found = self._ask(feed, told)
            except ReadoutError as error:
                told.complaints.append(str(error))
                told.silent += 1
                seen = self._state.feeds.setdefault(feed, _Seen())
                seen.tries += 1
                wait = min(_LONGEST_BACKOFF, 60.0 * 2**seen.tries)
                self._not_before[feed] = time.monotonic() + wait
                continue
            for entry in found:
                path = self._fetch(entry, told)
                if path is not None:
                    new.append(path)
        # The first round also reads what an earlier watch fetched and did not come to read.
        sources = [self._home] if first and self._any_fetched() else new
        if sources:
            told.summary = run(sources, self._folder, self._settings, self._options)
        self._save()
        return told

    def _ask(self, feed: str, told: Round) -> list[Entry]:
        """The entries of a feed, none when it did not change."""
        seen = self._state.feeds.setdefault(feed, _Seen())
        answer = self._fetcher.get(feed, seen.etag, seen.modified)
        if answer.status == 304:
            told.unchanged += 1
            seen.tries = 0
            return []
        if answer.status != 200:
            raise CaptureError(f"The feed '{feed}' answers with status {answer.status}.")
        try:
            found = entries(answer.data, answer.url)
        except CaptureError as error:
            raise CaptureError(f"'{feed}': {error}") from error
        seen.etag, seen.modified, seen.tries = answer.etag, answer.modified, 0
        return found

    def _fetch(self, entry: Entry, told: Round) -> str | None:
        """The file of a page that is new, or whose entry in the feed changed."""
        if entry.url is None:
            return None
        name = hashlib.sha256(entry.url.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen = self._state.pages.get(name)
        if seen is not None and (seen.mark == entry.updated or seen.tries >= _TRIES):
            return None
        seen = self._state.pages.setdefault(name, _Seen())
        try:
            answer = self._fetcher.get(entry.url, seen.etag, seen.modified)
            if answer.status not in (200, 304):
                raise CaptureError(f"'{entry.url}' answers with status {answer.status}.")
        except ReadoutError as error:
            told.complaints.append(str(error))
            seen.tries += 1
            return None
        seen.etag, seen.modified = answer.etag or seen.etag, answer.modified or seen.modified
        seen.mark, seen.tries = entry.updated, 0
        if answer.status == 304 or not answer.data:
            return None
        told.fetched += 1
        path = self._keep(answer, name)
        self._save()
        return path

    def _keep(self, answer: Answer, name: str) -> str:
        """Write a page to the disk as an HTTP message, and give its path."""
        now = datetime.now(UTC)
        folder = os.path.join(self._home, now.strftime("%Y-%m-%d"))
        path = os.path.join(folder, f"{name}-{now.strftime('%H%M%S')}.http")
        head = (
            "HTTP/1.1 200 OK\r\n"
            f"Content-Type: {_line(answer.content_type) or 'text/html'}\r\n"
            f"Content-Location: {_line(answer.url)}\r\n"
            f"Date: {format_datetime(now, usegmt=True)}\r\n\r\n"
        )
        try:
            os.makedirs(folder, exist_ok=True)
            write_whole(path, head.encode("utf-8", "replace") + answer.data)
        except OSError as error:
            raise disk_error(self._folder, error) from error
        return path

    def _any_fetched(self) -> bool:
        return any(entry.is_dir() for entry in os.scandir(self._home))

    def _load(self) -> _State:
        try:
            with open(self._path, "rb") as file:
                return msgspec.json.decode(file.read(), type=_State)
        except FileNotFoundError:
            return _State()
        except (OSError, msgspec.DecodeError) as error:
            raise StoreError(
                f"'{self._path}', the memory of the watch, cannot be read ({error}); delete it to "
                "begin anew: nothing is read twice all the same."
            ) from error

    def _save(self) -> None:
        try:
            write_whole(self._path, msgspec.json.encode(self._state))
        except OSError as error:
            raise disk_error(self._folder, error) from error


def _line(text: str) -> str:
    """A header value on one line, whatever a server sent."""
    return " ".join(text.split())
