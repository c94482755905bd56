"""The only file of readout that uses the network: it fetches what ``readout watch`` is told to.

Polite means here: a user agent that says who asks, robots.txt (RFC 9309) before any page, one
request at a time and a pause between two to the same host, conditional requests, Retry-After.
"""

from __future__ import annotations

import gzip
import http.client
import time
import urllib.error
import urllib.request
import zlib
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import msgspec

from readout.capture.unpack import unpack
from readout.errors import CaptureError, ReadoutError
from readout.version import VERSION

AGENT = f"readout/{VERSION} (reads news feeds for their text)"
_REDIRECTS = 5
_CHUNK = 1 << 16
_ROBOTS_BYTES = 500_000  # RFC 9309, 2.5
_ROBOTS_AGE = 86_400.0
_LONGEST_PAUSE = 120.0
"""A crawl delay beyond this is kept by not asking at all."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered; ``data`` is empty unless ``status`` is 200."""

    status: int
    url: str
    """Where the answer came from in the end, after redirects."""
    data: bytes = b""
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None
    date: str | None = None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by hand, since the new host has a robots.txt of its own."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Fetcher:
    """Fetches, host by host no faster than it is welcome."""

    def __init__(
        self, *, agent: str = AGENT, pause: float = 2.0, timeout: float = 30.0, max_bytes: int
    ) -> None:
        self._agent, self._pause = agent, pause
        self._timeout, self._limit = timeout, max_bytes
        # No handlers for files or FTP: an address in a feed never reaches the disk.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            _NoRedirect(),
        ):
            self._opener.add_handler(handler)
        self._next: dict[str, float] = {}
        self._robots: dict[str, tuple[float, RobotFileParser | None]] = {}

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """Fetch ``url`` unless it is unchanged (status 304). Raises CaptureError."""
        for _ in range(_REDIRECTS + 1):
            self._ask_robots(url)
            answer, location = self._request(url, etag, modified, self._limit)
            if location is None:
                return answer
            url = urljoin(url, location)
        raise CaptureError(f"'{url}' leads from one address to the next without an end.")

    def _ask_robots(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CaptureError(f"'{url}' is no web address.")
        root = f"{parts.scheme}://{parts.netloc}"
        read_at, rules = self._robots.get(root, (-_ROBOTS_AGE, None))
        if time.monotonic() - read_at > _ROBOTS_AGE:
            rules = self._read_robots(root)
            self._robots[root] = (time.monotonic(), rules)
        if rules is None:
            raise CaptureError(f"'{root}' does not answer when asked for robots.txt; not fetched.")
        if not rules.can_fetch(self._agent.partition("/")[0], url):
            raise CaptureError(f"'{url}' may not be fetched: robots.txt forbids it.")
        delay = float(rules.crawl_delay(self._agent.partition("/")[0]) or 0)
        if delay > _LONGEST_PAUSE:
            raise CaptureError(f"'{root}' wants {delay:g} s between two requests; not fetched.")
        if delay > self._pause:
            self._next[parts.netloc] = max(
                self._next.get(parts.netloc, 0.0), time.monotonic() + delay - self._pause
            )

    def _read_robots(self, root: str) -> RobotFileParser | None:
        """The rules of a host; None when it does not answer, which forbids all (2.3.1.4)."""
        rules = RobotFileParser()
        url = f"{root}/robots.txt"
        try:
            for _ in range(_REDIRECTS + 1):
                answer, location = self._request(url, None, None, _ROBOTS_BYTES)
                if location is None:
                    break
                url = urljoin(url, location)
        except CaptureError:
            return None
        if answer.status >= 500 or answer.status == 429:
            return None
        text = answer.data.decode("utf-8", "replace") if answer.status == 200 else ""
        rules.parse(text.splitlines())
        return rules

    def _request(
        self, url: str, etag: str | None, modified: str | None, limit: int
    ) -> tuple[Answer, str | None]:
        """One request: the answer, and where it leads when it is a redirect."""
        host = urlsplit(url).netloc
        self._wait(host, url)
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        try:
            request = urllib.request.Request(url, headers=headers)
            try:
                response = self._opener.open(request, timeout=self._timeout)
            except urllib.error.HTTPError as error:
                response = error
            if response is None:
                raise CaptureError(f"'{url}' is no web address.")
            with response:
                return self._answer(response, url, host, limit)
        except ReadoutError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise CaptureError(f"'{url}' cannot be fetched: {reason}.") from error
        finally:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + self._pause)

    def _answer(
        self, response: http.client.HTTPResponse, url: str, host: str, limit: int
    ) -> tuple[Answer, str | None]:
        status, headers = int(response.status or 0), response.headers
        if status in (429, 503):
            self._next[host] = time.monotonic() + _seconds(headers.get("Retry-After"))
        location = headers.get("Location") if status in (301, 302, 303, 307, 308) else None
        data = b""
        if status == 200:
            data = self._body(response, url, limit)
            if headers.get("Content-Encoding", "").lower() == "gzip" and data:
                try:
                    data = unpack(data, limit, f"'{url}'")[0]
                except (gzip.BadGzipFile, zlib.error) as error:
                    raise CaptureError(f"'{url}' is damaged: {error}.") from error
        answer = Answer(
            status=status,
            url=url,
            data=data,
            content_type=headers.get("Content-Type", ""),
            etag=headers.get("ETag"),
            modified=headers.get("Last-Modified"),
            date=headers.get("Date"),
        )
        return answer, location

    def _body(self, response: http.client.HTTPResponse, url: str, limit: int) -> bytes:
        pieces: list[bytes] = []
        size = 0
        deadline = time.monotonic() + 4 * self._timeout  # a trickle is no page
        while piece := response.read1(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise CaptureError(f"'{url}' is larger than {limit:,} bytes.")
            if time.monotonic() > deadline:
                raise CaptureError(f"'{url}' comes too slowly.")
        return b"".join(pieces)

    def _wait(self, host: str, url: str) -> None:
        left = self._next.get(host, 0.0) - time.monotonic()
        if left > _LONGEST_PAUSE:
            raise CaptureError(f"'{url}' asked to come back in {left:.0f} s.")
        if left > 0:
            time.sleep(left)


def _seconds(value: str | None) -> float:
    """Retry-After, in seconds or as a date."""
    if value is None:
        return 60.0
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError):
        return 60.0
