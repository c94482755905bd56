"""Review: one thing at a time, accepted, rejected or corrected; and what was said so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from readout.errors import UsageError
from readout.review.add import ADDABLE, addition
from readout.review.agreement import agreement
from readout.review.ask import reviewer
from readout.review.entry import Addable, Entry, Kind, live
from readout.review.judged import judged
from readout.review.log import append, undo
from readout.review.queue import KINDS, LARGEST, USUAL, Question, queue
from readout.review.say import say, target
from readout.review.things import FIELDS, named, shown
from readout.spans import Span, trimmed
from readout.view.web.asked import blank, item
from readout.view.web.filters import query_of
from readout.view.web.problem import PageError, missing
from readout.view.web.reviewed import (
    additions,
    is_ours,
    keep_name,
    keep_token,
    log_of,
    marks,
    name_of,
    token_of,
)
from readout.view.web.view import SIZE, View

_LARGEST_FORM = 64_000
_BACK = re.compile(r"/(?![/\\])[\x21-\x7e]*")
Form = dict[str, str]


def posted(handler: Callable[[Request, Form], Response]) -> Callable[..., Any]:
    """A handler of a form of ours; it runs in a thread, so a slow disk keeps nobody waiting."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        size = request.headers.get("content-length", "")
        if not size.isdigit() or int(size) > _LARGEST_FORM:
            raise PageError("This form holds too much.", 413)
        try:
            pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True)
        except UnicodeDecodeError:
            raise PageError("This form is no text.") from None
        form = dict(pairs)
        if not is_ours(request, form.get("token", "")):
            raise PageError(
                "This form was not made for this browser, or is of another day; load the page "
                "again.", 403,
            )  # fmt: skip
        return await run_in_threadpool(handler, request, form)

    return answer


def review(request: Request) -> Response:
    """The next thing of the queue, or the question for a name."""
    view = View(request)
    name, token = name_of(request), token_of(request)
    kinds = _kinds(request)
    names: dict[str, Any] = {
        "name": name, "token": token, "kinds": kinds, "all_kinds": KINDS, "item": None, "left": 0,
        "done": 0, "last": None, "place": view.offset, "back": view.request.url.path,
    }  # fmt: skip
    if name:
        log = log_of(view)
        mine = [entry for entry in live(log.entries) if entry.by == name]
        left = _queue(view, log.entries, name, kinds)
        names |= {"left": len(left), "done": len(judged(mine)), "last": mine[-1] if mine else None}
        names["back"] = _address(view, kinds, view.offset)
        if left:
            question = left[min(view.offset, len(left) - 1)]
            record = view.library.record(question.reading)
            part = named(record, question.id)
            if part is not None:
                names["item"] = item(record, part, question.reading)
                names["confidence"] = question.confidence if hasattr(part, "confidence") else None
            names["next"] = _address(view, kinds, view.offset + 1)
            names["first"] = _address(view, kinds, 0)
            names["is_last"] = view.offset >= len(left) - 1
    return keep_token(request, view.page("review.html", "Review", **names), token)


def _kinds(request: Request) -> tuple[Kind, ...]:
    asked = request.query_params.getlist("ask")
    unknown = [kind for kind in asked if kind not in KINDS]
    if unknown:
        raise PageError(f"'ask' is of {', '.join(KINDS)}, not '{unknown[0][:40]}'.")
    return tuple(kind for kind in KINDS if kind in asked) or USUAL


def _queue(view: View, entries: list[Entry], name: str, kinds: tuple[Kind, ...]) -> list[Question]:
    """What this reviewer has not judged, out of the first of the store.

    The order does not hang on who asks, so one list serves all until it is used up.
    """
    where = view.filter.articles()

    def ask(of: list[Entry], by: str) -> list[Question]:
        with view.library.reader() as con:
            return queue(con, of, by, LARGEST, kinds, where)

    first = view.cached(("queue", kinds), lambda: ask([], ""))
    done = {entry.key for entry in live(entries) if entry.by == name}
    left = [question for question in first if question.key not in done]
    if not left and len(first) == LARGEST:
        left = ask(entries, name)
    return left


def _address(view: View, kinds: tuple[Kind, ...], offset: int) -> str:
    pairs = [*view.filter.pairs()]
    if kinds != USUAL:
        pairs += [("ask", kind) for kind in kinds]
    if offset:
        pairs.append(("offset", str(offset)))
    return "/review" + query_of(pairs)


def thing(request: Request) -> Response:
    """One thing of an article, with the form to judge it; the panel of the article page."""
    view = View(request)
    article, id_ = request.path_params["article"], request.path_params["id"]
    reading = view.reading(article)
    record = view.library.record(reading)
    log = log_of(view).of(record.article.id)
    at = target(record, log, id_)
    if at is None:
        raise missing(f"This reading of the article holds nothing with the id '{id_[:20]}'.")
    token = token_of(request)
    if at.added is None:
        mark = marks(view, record).get(id_)
    else:
        mark = next((a.mark for a in additions(view, record) if a.id == id_), None)
    page = view.page(
        "review_thing.html", "Correct", item=item(at.record, at.part, reading) | {"id": id_},
        token=token, name=name_of(request), mark=mark, added=at.added is not None,
        back=_back(view.own("back"), f"/article/{record.article.id}"),
    )  # fmt: skip
    return keep_token(request, page, token)


def _back(given: str, otherwise: str) -> str:
    """A path of this site to go back to; nothing that a browser could take for another site."""
    return given if _BACK.fullmatch(given) else otherwise


@posted
def judge(request: Request, form: Form) -> Response:
    """Take down a judgement and go on."""
    view = View(request)
    try:
        name = reviewer(form.get("name") or name_of(request))
    except UsageError as error:
        raise PageError(str(error)) from error
    reading = view.reading(form.get("article", ""))
    record = view.library.record(reading)
    if form.get("reading") != str(reading):
        raise PageError(
            "The article was read anew since this page was made; go back and load it again.", 409
        )
    at = target(record, log_of(view).of(record.article.id), form.get("id", ""))
    if at is None:
        raise missing("The thing that was judged is not in this reading of the article.")
    given = {field[2:]: words for field, words in form.items() if field.startswith("f-")}
    note = form.get("note", "")
    try:
        entries = say(at, form.get("verdict", ""), name, given, reading=reading, note=note)
    except UsageError as error:
        raise PageError(str(error)) from error
    append(view.library.folder, entries)
    response = RedirectResponse(_back(form.get("back", ""), "/review"), 303)
    return keep_name(response, name)


def add(request: Request) -> Response:
    """The form for an event or a statement that the program missed.

    ``start`` and ``end`` are its words; with ``near`` alone the words around are shown, to mark
    them there; without either the words are to be typed.
    """
    view = View(request)
    reading = view.reading(request.path_params["article"])
    record = view.library.record(reading)
    kind = _addable(view.own("kind", "event"))
    size = len(record.article.text)
    given = bool(view.own("start"))
    start = _offset(view, "start" if given else "near", size - 1)
    end = _offset(view, "end", size) if given else start + 1
    if start >= end or not size:
        raise PageError("There are no words between 'start' and 'end'.")
    span = trimmed(record.article.text, start, end)
    if given and span is None:
        raise PageError("There are no words between 'start' and 'end'.")
    item = blank(record, kind, reading, span or Span(start, end), given)
    own = [(name, view.own(name)) for name in ("start", "end", "near", "back") if view.own(name)]
    others = [
        (one, f"/review/{record.article.id}/add{query_of([('kind', one), *own])}")
        for one in ADDABLE
    ]
    token = token_of(request)
    page = view.page(
        "review_add.html", f"Add: {kind}", item=item, kinds=others, token=token,
        near=span.start if span else start, shows=given or bool(view.own("near")),
        name=name_of(request), back=_back(view.own("back"), f"/article/{record.article.id}"),
    )  # fmt: skip
    return keep_token(request, page, token)


def _addable(kind: str) -> Addable:
    for known in ADDABLE:
        if kind == known:
            return known
    raise PageError(f"What is added is of {', '.join(ADDABLE)}, not '{kind[:40]}'.")


def _offset(view: View, name: str, most: int) -> int:
    text = view.own(name) or "0"
    if not text.isascii() or not text.isdigit() or len(text) > 12 or int(text) > max(most, 0):
        raise PageError(f"'{name}' is to be an offset into the text, not '{text[:40]}'.")
    return int(text)


@posted
def put(request: Request, form: Form) -> Response:
    """Take down what was missed and go back to where it stands."""
    view = View(request)
    reading = view.reading(form.get("article", ""))
    record = view.library.record(reading)
    if form.get("reading") != str(reading):
        raise PageError(
            "The article was read anew since this page was made; go back and load it again.", 409
        )
    near = form.get("near", "")
    try:
        name = reviewer(form.get("name") or name_of(request))
        entry = addition(
            record, _addable(form.get("kind", "")),
            {field[2:]: words for field, words in form.items() if field.startswith("f-")}, name,
            near=int(near) if near.isascii() and near.isdigit() and len(near) < 12 else 0,
            reading=reading, entries=log_of(view).of(record.article.id),
            note=form.get("note", ""), evidence=form.get("evidence", ""),
        )  # fmt: skip
    except UsageError as error:
        raise PageError(str(error)) from error
    append(view.library.folder, [entry])
    home = f"/article/{record.article.id}"
    back = _back(form.get("back", ""), home)
    if back.startswith(home):
        where = "" if "at=" in back else f"?at={entry.thing.start}"
        back = f"{back}{where}#c={entry.thing.start}-{entry.thing.end}"
    return keep_name(RedirectResponse(back, 303), name)


@posted
def take_back(request: Request, form: Form) -> Response:
    """Undo a judgement of one's own."""
    view = View(request)
    undo(view.library.folder, form.get("entry", ""), name_of(request))
    return RedirectResponse(_back(form.get("back", ""), "/review"), 303)


@posted
def call(request: Request, form: Form) -> Response:
    """Who reviews."""
    try:
        name = reviewer(form.get("name", ""))
    except UsageError as error:
        raise PageError(str(error)) from error
    response = RedirectResponse(_back(form.get("back", ""), "/review"), 303)
    return keep_name(response, name)


def said(request: Request) -> Response:
    """All judgements, newest first, and how far the reviewers agree."""
    view = View(request)
    log = log_of(view)
    standing = {entry.id for entry in live(log.entries)}
    entries = log.entries[::-1]
    token = token_of(request)
    found = agreement(log.entries)
    page = view.page(
        "review_log.html", "Judgements", entries=entries[view.offset : view.offset + SIZE],
        pager=view.pager(len(entries)), standing=standing, name=name_of(request), token=token,
        broken=log.broken, agreement=found, shown=shown, fields=FIELDS,
        back=view.address(offset=view.offset),
    )  # fmt: skip
    return keep_token(request, page, token)


def log_json(request: Request) -> Response:
    """The log as it is, for another program."""
    lines = b"".join(msgspec.json.encode(e) + b"\n" for e in log_of(View(request)).entries)
    return Response(
        lines, media_type="application/jsonl",
        headers={"Content-Disposition": 'attachment; filename="judgements.jsonl"'},
    )  # fmt: skip


ROUTES = [
    Route("/review", review, name="review"),
    Route("/review/judge", judge, methods=["POST"], name="review_judge"),
    Route("/review/undo", take_back, methods=["POST"], name="review_undo"),
    Route("/review/name", call, methods=["POST"], name="review_name"),
    Route("/review/log", said, name="review_log"),
    Route("/review/log.jsonl", log_json, name="review_log_json"),
    Route("/review/add", put, methods=["POST"], name="review_put"),
    Route("/review/{article}/add", add, name="review_add"),
    Route("/review/{article}/{id}", thing, name="review_thing"),
]
