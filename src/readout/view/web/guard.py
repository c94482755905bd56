"""What stands between a request and the pages: who may ask, and what a page may do."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No page runs or loads what does not come from here. ``data:`` and ``blob:`` pictures are plots
on their way to a file; text of an article is never a picture."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Browsers send Origin: null with a form of a page that says no-referrer.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_COOKIE = "readout"
_SAFE = ("GET", "HEAD", "OPTIONS")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that is bound to ``host``."""
    return host in _LOOPBACK or host.startswith("127.")


class Guard:
    """Sets the headers; asks for the token, or without one for a local name.

    A page elsewhere can make a name of its own lead to 127.0.0.1 and so read what is served
    there (DNS rebinding); the browser then sends that name as Host, which is refused. With a token
    the cookie does not go to another name. What changes anything has to come from our own pages.
    """

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, answer)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._token is None:
            try:
                name = urlsplit(f"//{host}").hostname or ""
            except ValueError:
                name = ""
            if name not in _LOOPBACK:
                return PlainTextResponse(
                    "readout answers to localhost alone; this request names another host.\n", 421
                )
        elif (asked := self._token_refusal(scope, headers)) is not None:
            return asked
        origin = headers.get("origin")
        if scope["method"] not in _SAFE and (origin is None or urlsplit(origin).netloc != host):
            return PlainTextResponse("Changes are taken from readout's own pages alone.\n", 403)
        return None

    def _token_refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        assert self._token is not None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == "token"]
        if given:
            if not _same(given[-1], self._token):
                return PlainTextResponse("The token in this address is not right.\n", 403)
            # Away from the address, so that it does not stand in histories and screenshots.
            rest = urlencode([pair for pair in asked if pair[0] != "token"])
            path = "/" + scope["path"].lstrip("/")
            response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            response.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict", path="/")
            return response
        held = cookie_parser(headers.get("cookie", "")).get(_COOKIE, "")
        if not _same(held, self._token):
            return PlainTextResponse(
                "This server asks for a token: open the address that `readout serve` printed.\n",
                403,
            )
        return None


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())
