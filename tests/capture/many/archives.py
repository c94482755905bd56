"""Web archives made by hand."""

from __future__ import annotations


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "response",
    media_type: str = "text/html",
    status: str = "200 OK",
    headers: str = "",
) -> bytes:
    """One WARC record; a response with its HTTP header, anything else without."""
    block, held = body, media_type
    if kind == "response":
        held = "application/http; msgtype=response"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}\r\n"
        block = head.encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2024-05-31T09:30:00Z\r\nWARC-Record-ID: <urn:uuid:{url}>\r\n"
            f"Content-Type: {held}\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )
