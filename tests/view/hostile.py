"""A record whose every string tries to break out of the page. Written for the tests."""

from __future__ import annotations

import msgspec

from readout.record.ids import article_id
from readout.record.types import (
    Author,
    Block,
    Claim,
    Dateline,
    Media,
    Note,
    Published,
    Record,
    Source,
    in_text,
    outside,
)
from tests.record import sample

ATTACK = (
    "</p></main></style><script>document.title='owned'</script>"
    "<img src=x onerror=\"document.title='owned'\">"
    "<a href=\"javascript:document.title='owned'\">x</a>' onmouseover='document.title=1' \" x=\""
    "{{7*7}} &lt;b&gt; \x00\x1b[31m \u202eevil\u202c ]]> --> <!-- <svg onload=alert(1)>"
)


def record() -> Record:
    """The sample with the attack in text, metadata, evidence, notes, URL and path."""
    text = f"{ATTACK}\n\n{ATTACK}\n\n{ATTACK}"
    size = len(ATTACK)
    starts = [0, size + 2, 2 * size + 4]
    roles = ["chrome", "headline", "paragraph"]
    claim = Claim(
        value=ATTACK, method=ATTACK, evidence=[outside(ATTACK, ATTACK), in_text(size + 5, size + 9)]
    )
    article = msgspec.structs.replace(
        sample.record().article,
        id=article_id(text, ATTACK),
        url=ATTACK,
        source=Source(path=ATTACK, sha256="0" * 64, media_type=ATTACK, captured_at=ATTACK),
        language=claim,
        outlet=claim,
        headline=claim,
        byline=[Author(name=ATTACK, method=ATTACK, evidence=[in_text(0, len(text))])],
        published=Published(
            value=ATTACK, grain="day", method=ATTACK, evidence=[outside("user", ATTACK)]
        ),
        dateline=Dateline(place=ATTACK, place_id=None, agency=ATTACK, evidence=[in_text(1, 3)]),
        text=text,
        blocks=[
            Block(id=f"b{n}", role=role, start=start, end=start + size)  # type: ignore[arg-type]
            for n, (role, start) in enumerate(zip(roles, starts, strict=True), start=1)
        ],
        media=[Media(caption=ATTACK, credit=ATTACK, agency=ATTACK, evidence=[in_text(0, 2)])],
    )
    note = Note(step=ATTACK, reason=ATTACK, start=0, end=1)
    record = sample.record()
    entities = [msgspec.structs.replace(e, name=ATTACK) for e in record.entities]
    places = [msgspec.structs.replace(p, name=ATTACK) for p in record.places]
    return msgspec.structs.replace(
        record, article=article, notes=[note], entities=entities, places=places
    )
