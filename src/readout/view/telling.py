"""An event as a sentence of plain English: "Roth met Imber", "The board is to visit Ostrey".

A record has names, the lemma of what happened, and how real it is. The verb takes the tense that
goes with its status: what occurred is told in the past, what goes on in the present, what is
planned "is to" be, and so on. What has no known actor is told in the passive ("12 people were
injured"). A noun ("agreement") becomes the verb of its type and stands behind the sentence in
quotation marks, since no rule makes a verb of it; so does a verb that has the sides the other way
round. Which word leads to the target ("clashed with", "appealed to") is known for verbs that need
one. In another language than English names and words stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from readout.view.verbs import participle, past, present

Slot = Literal["", "event", "source", "target"]


class Piece(msgspec.Struct, frozen=True):
    """Words of the sentence: of the event itself, of the source or target of this number, or a
    mere joint."""

    text: str
    of: Slot = ""
    number: int = 0


_MANY = re.compile(
    r"(?i)(?:(?:about|around|nearly|almost|some|over|more than|at least) )?(?:two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|"
    r"several|many|some|both|dozens|hundreds|thousands|i|we|you|they|these|those|[2-9]|\d[\d,.]+)"
    r"(?!\S)|(?:.* )?(?:police|people|men|women|children)$"
)
"""A subject that takes the plural: by what it begins with, or by its noun."""
_GROUP = re.compile(r"(?:.* )?[a-z-]*[a-z](?<![sui])s$")
_PEOPLE = re.compile(r"(?!Reuters$)[A-Z][a-z]+(?:[eo]rs|i?sts|i?ans|[ae]nts|ives)$")
"""One word at the head of a text, where a name cannot be told from a noun: "Commuters"."""
_GROUP_OF = re.compile(r"(?:.* )?\w+(?<![sui])s of ")
_NOUN = re.compile(r"(?:ments?|[st]ions?|ances?|ences?|ships?|ness|ity|ities|isms?|als|age|ings?)$")
_VERBS = frozenset(
    "advance auction balance bandage bring caution cement cling comment commission damage "
    "discourage distance document encourage engage enhance envision experience finance fling "
    "function harness implement influence lament manage mention mission package page petition "
    "pillage position question rage ration ravage reference ring sabotage salvage sanction "
    "sentence silence sing stage station sting supplement swing torment voyage wage witness".split()
)
"""Verbs that look like nouns."""
_NOUNS = frozenset(
    "accord airstrike bailout breach ceasefire charter complaint contract coup crime crisis deal "
    "death due embargo feud genocide gunfire inquiry lawsuit loan lockout negotiator offence "
    "offense pact plot relief rift siege speech suit summit talks tariff theft threat treaty truce "
    "trust walkout war".split()
)
"""Nouns that look like verbs, or like nothing."""
_BY_TYPE = {
    "AGREE": ("agree", "with"), "CONSULT": ("hold talks", "with"), "SUPPORT": ("support", ""),
    "CONCEDE": ("give way", "to"), "COOPERATE": ("cooperate", "with"), "AID": ("give aid", "to"),
    "RETREAT": ("withdraw", "from"), "REQUEST": ("make a request", "to"),
    "ACCUSE": ("accuse", ""), "REJECT": ("reject", ""), "THREATEN": ("threaten", ""),
    "PROTEST": ("protest", "against"), "SANCTION": ("impose sanctions", "on"),
    "MOBILIZE": ("mobilize", "against"), "COERCE": ("take action", "against"),
    "ASSAULT": ("attack", ""),
}  # fmt: skip
"""The verb of a PLOVER type and what leads to its target; for what is told by a noun."""
_LEADS = {
    word: lead
    for lead, words in (
        ("with", "agree ally argue clash collaborate communicate cooperate debate disagree drill "
                 "negotiate quarrel reconcile side speak talk trade confer consult"),
        ("to", "apologise apologize appeal come complain concede contribute donate fly go listen "
               "object pledge propose react refer reply respond return submit surrender swear "
               "travel vow yield"),
        ("against", "campaign demonstrate gather march mobilise mobilize protest rally rebel "
                    "revolt vote retaliate rise"),
        ("to meet", "arrive"),
        ("from", "retreat withdraw"),
        ("in", "intervene"),
        ("out at", "lash"),
    )
    for word in words.split()
}  # fmt: skip
_OF_TYPE = {
    ("ACCUSE", "bring"): ("bring a case", "against"),
    ("ACCUSE", "file"): ("file a complaint", "against"),
    ("ACCUSE", "lay"): ("lay charges", "against"),
    ("AGREE", "sign"): ("sign an agreement", "with"),
    ("AID", "announce"): ("announce aid", "for"),
    ("ASSAULT", "conduct"): ("conduct an attack", "on"),
    ("ASSAULT", "exchange"): ("exchange fire", "with"),
    ("ASSAULT", "fire"): ("fire", "at"),
    ("ASSAULT", "launch"): ("launch an attack", "on"),
    ("ASSAULT", "open"): ("open fire", "on"),
    ("ASSAULT", "use"): ("use force", "against"),
    ("CONSULT", "shake"): ("shake hands", "with"),
    ("COERCE", "impose"): ("impose restrictions", "on"),
    ("COERCE", "make"): ("make arrests", "of"),
    ("COOPERATE", "conduct"): ("conduct work", "with"),
    ("COOPERATE", "launch"): ("launch work", "with"),
    ("PROTEST", "sit"): ("sit", "in protest against"),
    ("PROTEST", "stand"): ("stand", "in protest against"),
    ("PROTEST", "strike"): ("go on strike", "against"),
    ("REQUEST", "call"): ("call", "on"),
    ("SANCTION", "impose"): ("impose sanctions", "on"),
    ("SUPPORT", "sign"): ("sign an agreement", "with"),
    ("SUPPORT", "express"): ("express support", "for"),
    ("SUPPORT", "voice"): ("voice support", "for"),
    ("THREATEN", "vow"): ("vow to act", "against"),
}
"""Words that mean little alone, or have another lead, with what makes them the type they have."""
_NOT_OF_VERBS = frozenset(("on", "against", "by"))
"""What leads to the target of a noun, and of few verbs."""
_SOMEONE = frozenset(
    "abduct accuse arrest assassinate assault behead blame capture charge convict deport detain "
    "evict execute expel extradite hang imprison indict injure jail kidnap kill lynch maim molest "
    "murder poison prosecute punish rape reprimand rescue stab summon torture wound".split()
)
_SOMETHING = frozenset(
    "allege allocate approve ban block blockade break condemn damage demand denounce deny deploy "
    "destroy do downplay endorse enforce give hail highlight hurl impose invoke launch make "
    "obstruct occupy offer provide question raid ransack reject release request sabotage seal seek "
    "seize send table take target throw urge use vandalise vandalize".split()
)
"""Verbs that are no sentence before they have an object: what stands there when it is not known."""
_ON_THINGS = frozenset(
    "announce approve close cut deliver dispatch drop ease extend fly grant hand lend lift open "
    "pass pay pledge promise put raise reopen restore resume send ship suspend test".split()
)
"""Verbs whose object is a thing and not whom the act is aimed at: "Guyana lifted *Suriname*" is not
what "lifted the ban on rice from Suriname" says."""
_MIDDLE = frozenset("collapse die disappear drown fall flee perish resign starve suffer".split())
"""What is never done to others: who has no known doer did it themselves."""
_CONVERSE = frozenset(
    "avert face fend foil incur lose parry rebuff receive repel repulse sustain thwart undergo "
    "withstand".split()
)
"""Verbs whose own subject is whom the act is done to: rebels whom the army *repelled* attacked it,
and "the rebels repelled the army" would say the contrary."""
_WHEN = {"predicted": "is expected to", "planned": "is to", "requested": "is asked to"}


def joined(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def few(names: Sequence[str], most: int = 5) -> str:
    """Names once each, beyond ``most`` only how many: "A, B, C, D, E and 30 more"."""
    once = list(dict.fromkeys(names))
    rest = len(once) - most
    if rest <= 1:
        return ", ".join(once)
    return f"{', '.join(once[:most])} and {rest} more"


def is_many(names: Sequence[str]) -> bool:
    """Whether a subject takes the plural."""
    if len(names) != 1:
        return len(names) > 1
    name = names[0].strip()
    if _MANY.match(name) or _GROUP_OF.match(name) or _PEOPLE.match(name):
        return True
    return _GROUP.fullmatch(name.partition(" of ")[0]) is not None


def telling(
    sources: Sequence[str],
    targets: Sequence[str],
    lemma: str,
    *,
    status: str = "occurred",
    kind: str | None = None,
    reciprocal: bool = False,
    english: bool = True,
    said: str = "",
    tail: str = "",
    refusing: str = "",
) -> list[Piece]:
    """The sentence in pieces; ``kind`` is the type of the event. Every name is in it once.

    ``said``: the article's words between the verb and the first target ("its criticism of"), or
    the object where there is no target; ``tail``: what belongs to that target ("’s plan");
    ``refusing``: how a refusal is told by another verb ("would not").
    """
    subject = [Piece(name, "source", n) for n, name in enumerate(sources)]
    other = [Piece(name, "target", n) for n, name in enumerate(targets)]
    lemma = " ".join(lemma.split()) or "act"
    noun = lemma in _NOUNS or (bool(_NOUN.search(lemma)) and lemma not in _VERBS)
    noun = noun or (lemma in _CONVERSE and kind in _BY_TYPE and kind != "CONSULT")
    if not english or not lemma.isascii() or (noun and kind not in _BY_TYPE):
        more = [Piece(" ("), *_and(other), Piece(")")] if other else []
        return [*_and(subject or [Piece("unknown")]), Piece(": "), Piece(lemma, "event"), *more]
    if noun and kind:
        verb, lead = _BY_TYPE[kind]
    else:
        word = lemma.lower()
        if refusing and subject and not reciprocal:
            # "Will not negotiate" is a refusal that occurred; "negotiated" would say the contrary.
            return _told(subject, other, f"{refusing} {word}", said, tail)
        if said.partition(" ")[0] in _NOT_OF_VERBS and _LEADS.get(word, "") != said:
            said = ""  # "an *attack* on": a noun that looks like a verb
        if status == "denied" and said.startswith("no "):
            said = f"any{said[2:]}"  # "had sent *no ships*": it "did not send any ships"
        if (said or tail) and not reciprocal:
            many = is_many([piece.text for piece in subject])
            return _told(subject, other, _active(word, status, many), said, tail)
        verb, lead = _OF_TYPE.get((kind or "", word), (word, _LEADS.get(word, "")))
        if verb == word and word in _ON_THINGS and other and kind in _BY_TYPE:
            verb, lead = _BY_TYPE[kind]
            noun = True
    after = [Piece(" (“"), Piece(lemma, "event"), Piece("”)")] if noun else []
    if reciprocal and other and subject:
        subject, other = [*subject, *other], []
    alone = reciprocal or verb in _MIDDLE
    if not subject and other and (not lead or alone):
        many = is_many([piece.text for piece in other])
        # Two who meet do so themselves; others have it done to them.
        said = _active(verb, status, many) if alone else _passive(verb, status, many)
        return _begun([*_and(other), Piece(" "), _event(said, noun), *after])
    many = is_many([piece.text for piece in subject])
    said = _active(verb, status, many)
    out = [*_and(subject or [Piece("someone")]), Piece(" "), _event(said, noun)]
    if other:
        out += [Piece(f" {lead} " if lead else " "), *_and([_inside(_object(p)) for p in other])]
    elif (not reciprocal or len(subject) == 1) and verb in _SOMEONE | _SOMETHING:
        out.append(Piece(" someone" if verb in _SOMEONE else " something"))
    return _begun([*out, *after])


def _told(subject: list[Piece], other: list[Piece], verb: str, said: str, tail: str) -> list[Piece]:
    """The sentence with the article's words behind the verb, which has its tense."""
    out = [*_and(subject or [Piece("someone")]), Piece(" "), _event(verb, False)]
    if said:
        out.append(Piece(f" {said}"))
    if other:
        out += [Piece(" "), *_owning([_inside(_object(p)) for p in other], tail)]
    return _begun(out)


def _owning(pieces: list[Piece], tail: str) -> list[Piece]:
    """Names joined, with what belongs to the first behind it, where that is the only one."""
    if not tail or len(pieces) > 1:
        return _and(pieces)
    last = pieces[0].text.rpartition(" ")[2]
    many = last.islower() and last.endswith("s") and tail.startswith("’s ")
    return [*pieces, Piece("’" + tail[2:] if many else tail)]  # "the peacekeepers’ convoy"


def _event(said: str, noun: bool) -> Piece:
    return Piece(said) if noun else Piece(said, "event")


def _active(verb: str, status: str, many: bool) -> str:
    if status == "denied":
        return f"{'were' if many else 'was'} not{verb[2:]}" if verb == "be" else f"did not {verb}"
    if status in _WHEN:
        return f"{_agree(_WHEN[status], many)} {verb}"
    if status == "hypothetical":
        return f"might {verb}"
    if status == "unknown":
        return f"may have {participle(verb)}"
    if status == "ongoing":
        return present(verb, many)
    if verb.partition(" ")[0] == "be":
        return ("were" if many else "was") + verb[2:]
    return past(verb)


def _passive(verb: str, status: str, many: bool) -> str:
    done = participle(verb)
    if status == "denied":
        return f"{'were' if many else 'was'} not {done}"
    if status == "requested":
        return f"should be {done}"
    if status in _WHEN:
        return f"{_agree(_WHEN[status], many)} be {done}"
    if status == "hypothetical":
        return f"might be {done}"
    if status == "unknown":
        return f"may have been {done}"
    if status == "ongoing":
        return f"{'are' if many else 'is'} being {done}"
    return f"{'were' if many else 'was'} {done}"


def _agree(words: str, many: bool) -> str:
    return words.replace("is ", "are ", 1) if many else words


def _and(pieces: Sequence[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        if number:
            out.append(Piece(" and " if number == len(pieces) - 1 else ", "))
        out.append(piece if number == 0 else _inside(piece))
    return out


_ARTICLE = re.compile(
    r"(?:The|A|An|Both|Some|Several|Many|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Dozens"
    r"|Scores|Hundreds|Thousands)\b(?: (?=[a-z])|.*\b[a-z]+$|$)"
)
"""What opens a description, which an ordinary word follows or ends."""


def _inside(piece: Piece) -> Piece:
    """A name that does not begin the sentence: "The mayor" is "the mayor", The Hague stays."""
    if not _ARTICLE.match(piece.text):
        return piece
    return Piece(piece.text[0].lower() + piece.text[1:], piece.of, piece.number)


_OBJECTS = {"i": "me", "we": "us", "he": "him", "she": "her", "they": "them"}


def _object(piece: Piece) -> Piece:
    """Who is known by a pronoun alone, where something is done to them: "fired at us"."""
    instead = _OBJECTS.get(piece.text.lower())
    return piece if instead is None else Piece(instead, piece.of, piece.number)


def _begun(pieces: list[Piece]) -> list[Piece]:
    """A sentence begins with a capital, save where a name has its own way ("iRobot")."""
    first = pieces[0]
    word = first.text.partition(" ")[0]
    if word.islower() and word.isalpha():
        return [Piece(first.text[:1].upper() + first.text[1:], first.of, first.number), *pieces[1:]]
    return pieces
