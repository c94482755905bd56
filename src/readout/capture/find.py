"""From what a user types to the files it stands for, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator

import msgspec

from readout.capture.failure import Failure, printable
from readout.errors import CaptureError, UsageError

STDIN = "-"
"""What stands for standard input in a list of sources."""

# Files that stand beside pages in a folder and are none. Only a folder is filtered: a file that
# the user names is always read, so that the answer says what it is.
_NO_PAGES = {
    "picture": "avif bmp gif heic ico jpeg jpg png psd svg tif tiff webp",
    "sound or film": "aac avi flac m4a mkv mov mp3 mp4 mpeg ogg ogv opus wav webm wmv",
    "font": "eot otf ttf woff woff2",
    "style sheet or program": "c css cpp dll exe java js map mjs o py pyc rs scss sh so ts wasm",
    "document of another program": "doc docx epub mobi odp ods odt pdf ppt pptx rtf xls xlsx",
    "data file": "arrow csv db duckdb json jsonl npy npz parquet pickle pkl sqlite toml tsv yaml",
    "journal of a database": "wal",
    "archive": "7z bz2 rar tar tgz xz zip",
    "file of a program that was at work": "bak crdownload lock log part swp tmp",
}
_REASON_BY_SUFFIX = {
    f".{suffix}": reason for reason, suffixes in _NO_PAGES.items() for suffix in suffixes.split()
}
_PACKED = (".gz", ".zst")


class Found(msgspec.Struct, frozen=True):
    """A file to read; ``path`` is ``-`` for standard input."""

    path: str


class Skipped(msgspec.Struct, frozen=True):
    """A file or folder inside a folder that was left out on purpose."""

    path: str
    reason: str


def find(sources: Iterable[str | os.PathLike[str]]) -> Iterator[Found | Skipped | Failure]:
    """The files that ``sources`` stand for, source by source, each folder sorted by name.

    A source is a file, a folder (searched through, hidden entries and files that are no pages
    skipped with a reason), a glob pattern (``**`` goes through folders) or ``-``. A source that
    gives nothing is one :class:`Failure`, and the next one follows; nothing is raised.
    """
    stdin_taken = False
    for source in sources:
        path = os.fspath(source)
        if path == STDIN:
            if stdin_taken:
                yield _usage(path, "Standard input was named twice; it can be read only once.")
            else:
                yield Found(path)
            stdin_taken = True
        else:
            yield from _one(path)


def _one(path: str) -> Iterator[Found | Skipped | Failure]:
    if not path or "\0" in path:
        yield _usage(path, "An empty path names no file; give a file, a folder, a pattern or '-'.")
        return
    if path.lower().startswith(("http://", "https://", "ftp://", "file://")):
        yield _usage(
            path,
            f"'{printable(path)}' is an address and readout never fetches; save the page and "
            "name the file, with the address in --url.",
        )
        return
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        # A name that exists is taken as it stands, so "page[1].html" needs no escaping.
        if glob.has_magic(path):
            yield from _matches(path)
        elif os.path.islink(path):
            yield _failed(path, f"'{printable(path)}' is a link to a file that is not there.")
        else:
            yield _failed(path, f"'{printable(path)}' does not exist; check the spelling.")
        return
    except OSError as error:
        yield _failed(path, f"'{printable(path)}' cannot be looked at: {error.strerror}.")
        return
    yield from _walk(path) if stat.S_ISDIR(mode) else iter((Found(path),))


def _matches(pattern: str) -> Iterator[Found | Skipped | Failure]:
    names = sorted(glob.iglob(pattern, recursive=True))
    files = [name for name in names if not os.path.isdir(name)]
    if files:
        # With "**" the folders match beside their own files; reading both would read twice.
        for name in files:
            yield Found(name)
    elif names:
        for name in names:
            yield from _walk(name)
    else:
        yield _usage(
            pattern,
            f"The pattern '{printable(pattern)}' matches no file; check it, or quote it so that "
            "the shell hands it over as it is.",
        )


def _walk(root: str) -> Iterator[Found | Skipped | Failure]:
    """Everything below ``root``, depth first, with a stack of our own: depth is not limited."""
    found = failed = False
    stack: list[Iterator[os.DirEntry[str]]] = []
    pending: str | None = root
    while pending is not None or stack:
        if pending is not None:
            try:
                with os.scandir(pending) as entries:
                    stack.append(iter(sorted(entries, key=lambda entry: entry.name)))
            except OSError as error:
                failed = True
                yield _failed(
                    pending,
                    f"The folder '{printable(pending)}' cannot be read: {error.strerror}.",
                )
            pending = None
            continue
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        try:
            is_folder, is_link = entry.is_dir(), entry.is_symlink()
        except OSError:
            is_folder, is_link = False, False  # reading it will say what is wrong
        reason = _why_skip(entry, is_folder, is_link)
        if reason is not None:
            yield Skipped(printable(entry.path), reason)
        elif is_folder:
            pending = entry.path
        else:
            found = True
            yield Found(entry.path)
    if not found and not failed:
        yield _usage(
            root,
            f"The folder '{printable(root)}' holds no file that could be a page; name the files "
            "themselves if it does.",
        )


def _why_skip(entry: os.DirEntry[str], is_folder: bool, is_link: bool) -> str | None:
    name = entry.name
    if name.startswith("."):
        return "hidden"
    if is_folder:
        if is_link:
            return "a link to a folder, not followed because it may lead in a circle"
        if name.endswith("_files") and _has_page(entry.path.removesuffix("_files")):
            return "the pictures and frames of the saved page beside it"
        return None
    base, suffix = os.path.splitext(name.lower())
    if suffix in _PACKED:
        suffix = os.path.splitext(base)[1]
    kind = _REASON_BY_SUFFIX.get(suffix)
    if kind is not None:
        return f"no page but a {kind} ({suffix})"
    if name.endswith("~"):
        return "a backup copy"
    return None


def _has_page(stem: str) -> bool:
    return any(os.path.isfile(stem + suffix) for suffix in (".html", ".htm", ".xhtml"))


def _usage(path: str, reason: str) -> Failure:
    return Failure.of(path, UsageError(reason))


def _failed(path: str, reason: str) -> Failure:
    return Failure.of(path, CaptureError(reason))
