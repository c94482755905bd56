"""Words that look like an act to the language model, and are none, or another one.

Each rule is syntax: silence is no refusal, who claims an attack accuses nobody, a party beaten at
the ballot box was not hit, to agree with a speaker is to say so, and police who are sent somewhere
are no gift to it.
"""

from __future__ import annotations

from dataclasses import replace

from readout.events.things import WATERS
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case, passive
from readout.statements.tree import Tree

_ANSWERING = frozenset("answer respond reply comment".split())
_ANSWERS = frozenset("answer response reply comment".split())
_NOT = frozenset(("not", "n't", "n’t", "never"))
_SAYING = frozenset(("say", "add", "state", "note"))
"""Whoever accuses somebody in so many words only has made a statement."""
_ASSENTING = frozenset(
    "accept agree allow support back recognise recognize tolerate approve endorse permit join "
    "sign yield concede".split()
)
_POSTURES = frozenset("walk stand wait leave arrive exit sit queue line wear pose pass".split())
_PROTESTS = (
    "protest", "demonstrat", "rall", "march", "riot", "strik", "walkout", "chant", "banner",
    "placard", "slogan", "block", "against", "demand", "occup", "sit-in", "picket", "activist",
    "anti-", "oppos", "barricad", "vigil", "sign", "solidarity",
)  # fmt: skip
"""Beginnings of words of protests."""
_DURING = frozenset(("during", "at", "in", "outside", "before", "after"))
_HEARING = frozenset(("with", "to"))
_CARRIERS = frozenset(
    "plane aircraft airliner jet flight helicopter ship vessel tanker boat ferry trawler dhow "
    "freighter barge yacht bus minibus truck lorry car taxi van train tram vehicle convoy".split()
)
_PICTURES = frozenset(
    "cctv camera footage video photo photograph picture image film lens satellite".split()
)
_PAPERS = frozenset(
    "document paper file record report statement figure data video footage photo photograph image "
    "picture recording tape transcript audio album song film book list letter email message "
    "result finding detail text study survey poll guidance guideline plan budget".split()
)
_CLAIMED = frozenset(("responsibility", "credit", "victory"))
_SELVES = frozenset("he she it they we i".split())
_BEATING = frozenset("beat defeat crush rout trounce hammer punish thrash fight battle".split())
_CONTESTS = frozenset(
    "ballot box poll polls election vote primary runoff referendum contest championship".split()
)
_WILL = frozenset("will would 'll ’ll 'd ’d shall to".split())
_TERMS = frozenset(("on", "to", "upon", "about", "over", "in"))
"""What leads to the matter of an agreement."""
_FIRING = frozenset("fire launch shoot test lob".split())
_MISSILES = frozenset("missile rocket projectile icbm satellite".split())
_TOWARDS = frozenset("into in toward towards over off to".split())
_SENDING = frozenset("send deploy dispatch rush fly move station".split())
_MEN = frozenset(
    "troop troops soldier police policeman policemen officer gendarme guardsman guardsmen marine "
    "paratrooper commando battalion brigade regiment".split()
)
_ARMED = _MEN | frozenset("army force fighter rebel militant militia gunman column convoy".split())
_MARCHING = frozenset("march advance".split())
_TOWARDS_TOWN = frozenset("on into to toward towards".split())
_TRADING = frozenset(("exchange", "trade", "swap"))
_SHOTS = frozenset("fire gunfire shot blow shelling strike salvo bombardment".split())
_HOLDING = frozenset("hold resume continue open start begin".split())
_TALKS = frozenset(("talk", "negotiation", "consultation", "summit", "discussion"))
_FORCING = frozenset("smash burn torch attack storm beat fire shoot raid ransack loot".split())
_ASKING_FOR = frozenset("demand protest chant rally demonstrate pay wage honour parade".split())
WARNING = frozenset(("warn", "warning", "advise", "caution"))
_MEANT_TOO = frozenset(
    "collapse leak wreck crash collision accident stroke hunger drowning".split()
)
"""Words for accidents that are said of talks, ships and economies too."""
_RISKING = frozenset(
    "risk embolden encourage endanger jeopardise jeopardize undermine worsen fuel deepen erode "
    "hamper hinder exacerbate aggravate".split()
)
_BRINGING = frozenset("lead cause result bring trigger spark prompt provoke invite mean".split())
_TRIPS = frozenset(("travel", "travelling", "traveling", "trip", "journey"))
_NEAR = 6
_KINDS_OF_MACHINE = frozenset(
    ", and or - ground bomber fighter reconnaissance remotely piloted rotary fixed wing light "
    "naval transport".split()
)
_MACHINES = frozenset("aircraft helicopter plane jet submarine drone boat craft dog".split())
_RELIEF = frozenset(
    "help aid assist assistance relief rescue train training survivor survivors victims doctor "
    "doctors medic medics dig rebuild".split()
)
_COUNTING = frozenset(("det", "nummod", "nmod:poss", "amod"))
"""Relations of what makes acts certain ones: "*three* attacks", "*recent* attacks"."""


def is_no_act(tree: Tree, trigger: Trigger) -> bool:
    """Whether the words of a trigger tell no act of its type, or of any."""
    word = trigger.word
    if trigger.type == "REJECT":
        return any(f(tree, word) for f in (_is_silence, _refuses_not, _is_unable))
    if trigger.type == "ACCUSE":
        return _claims_own(tree, word) or tree.lemma(word) in _SAYING
    if trigger.type == "ASSAULT":
        if _is_kind_of_machine(tree, word) or _is_of_a_kind(tree, word):
            return True
        if _takes_no_carrier(tree, word) or _flies_off(tree, word) or _films(tree, word):
            return True
        return any(_is_contest(tree, k) for k in _beaten_in(tree, word))
    if trigger.type == "THREATEN":
        return any(
            f(tree, word) for f in (_warns_travellers, _warns_of_nature, _warns_how, _warns_of_risk)
        )
    if trigger.type == "RETREAT":
        return _publishes(tree, word)
    if trigger.type == "SUPPORT":
        return _comes_from(tree, word)
    if trigger.type == "CONSULT":
        return _speaks_alone(tree, word)
    return trigger.type == "AGREE" and _is_of_one_mind(tree, word)


def _is_of_a_kind(tree: Tree, word: int) -> bool:
    """Whether a plural noun speaks of all such acts: "*attacks* on aid workers may be war crimes";
    a sentence that says what they are, and not that one happened."""
    verb = tree.head[word]
    if tree.xpos[word] != "NNS" or tree.full[word] != "nsubj" or verb < 0:
        return False
    if any(tree.rel[k] in _COUNTING for k in tree.children[word]):
        return False
    inside = tree.children[verb]
    is_so = tree.lemma(verb) == "constitute" or tree.child(verb, "cop") >= 0
    return is_so and any(tree.xpos[k] in ("MD", "VBP") for k in (verb, *inside) if k > word)


def _is_silence(tree: Tree, word: int) -> bool:
    """Whether somebody gives no answer: "did not *respond*", "*sent* no reply"."""
    if tree.lemma(word) in _ANSWERING and tree.upos[word] == "VERB":
        return any(tree.lower[k] in _NOT for k in tree.children[word])
    given = tree.child(word, "obj") if tree.upos[word] == "VERB" else word
    return (
        given >= 0
        and tree.lemma(given) in _ANSWERS
        and any(tree.lower[k] == "no" for k in tree.children[given])
    )


def _refuses_not(tree: Tree, word: int) -> bool:
    """Whether somebody does not refuse: "did not *deny* it", "never *rule* out force"."""
    named = tree.upos[word] == "VERB" and tree.lemma(word) in words("refusing")
    return named and any(tree.lower[k] in _NOT for k in tree.children[word])


def _is_unable(tree: Tree, word: int) -> bool:
    """Whether somebody is only not able to: "could not *fulfil* the order"."""
    if tree.upos[word] != "VERB" or tree.lemma(word) in _ASSENTING:
        return False
    if tree.lemma(word) in words("refusing"):
        return False
    before = {tree.lower[k] for k in tree.children[word] if k < word}
    return bool(before & _NOT) and "could" in before


def only_stand(tree: Tree, trigger: Trigger) -> bool:
    """Whether a caption shows people who only stand, wait or go somewhere: "commuters *leave* the
    platform"; not where it speaks of a protest."""
    word = trigger.word
    if trigger.type != "PROTEST" or tree.lemma(word) not in _POSTURES:
        return False
    said = (tree.lower[k] for k in range(*tree.sentence_run(word)))
    return not any(w.startswith(_PROTESTS) for w in said)


def _speaks_alone(tree: Tree, word: int) -> bool:
    """Whether somebody speaks with nobody: "*speaks* during a rally"."""
    if tree.lemma(word) != "speak" or tree.upos[word] != "VERB":
        return False
    doer = tree.child(word, "nsubj")
    several = doer < 0 or tree.xpos[doer] in ("NNS", "NNPS", "PRP") or any(
        tree.rel[k] == "conj" for k in tree.children[doer]
    )  # fmt: skip
    behind = [k for k in tree.children[word] if tree.rel[k] == "obl"]
    at_event = any(case(tree, k) in _DURING for k in behind)
    return at_event and not several and not any(case(tree, k) in _HEARING for k in behind)


def _takes_no_carrier(tree: Tree, word: int) -> bool:
    """Whether what is hijacked carries nobody: "*hijacked* the debate"."""
    if tree.lemma(word) != "hijack" or tree.upos[word] != "VERB":
        return False
    done = tree.child(word, "obj")
    return done >= 0 and tree.upos[done] == "NOUN" and tree.lemma(done) not in _CARRIERS


def _flies_off(tree: Tree, word: int) -> bool:
    """Whether an aircraft only starts: "*took* off in formation"."""
    starts = tree.lemma(word) == "take" and tree.child(word, "obj") < 0
    return starts and any(tree.lower[k] == "off" for k in tree.children[word])


def _films(tree: Tree, word: int) -> bool:
    """Whether somebody is captured in a picture: "CCTV *captured* the suspect"."""
    if tree.lemma(word) not in ("capture", "catch"):
        return False
    shown = passive(tree, word)
    return any(
        tree.lemma(k) in _PICTURES
        and (tree.rel[k] == "obl" or (tree.rel[k] == "nsubj" and not shown))
        for k in tree.children[word]
    )


def _publishes(tree: Tree, word: int) -> bool:
    """Whether papers are released, and nobody: "*released* documents on him"."""
    if tree.lemma(word) != "release" or tree.upos[word] != "VERB":
        return False
    given = tree.child(word, "obj")
    given = tree.child(word, "nsubj") if given < 0 and passive(tree, word) else given
    return given >= 0 and tree.lemma(given) in _PAPERS


def _warns_how(tree: Tree, word: int) -> bool:
    """Whether a warning tells how things are or must be: "*warned* how the city must not yield"."""
    _, high = tree.sentence_run(word)
    return tree.lemma(word) == "warn" and tree.lower[word + 1 : high][:1] in (["how"], ["why"])


def _claims_own(tree: Tree, word: int) -> bool:
    """Whether somebody claims what he did himself: "*claimed* responsibility", "*claimed* that
    they had shelled the port"."""
    if tree.lemma(word) != "claim" or tree.upos[word] != "VERB":
        return False
    done, said = tree.child(word, "obj"), tree.child(word, "ccomp")
    if done >= 0 and tree.lemma(done) in _CLAIMED:
        return True
    doer = tree.child(said, "nsubj") if said >= 0 else -1
    return doer >= 0 and tree.lower[doer] in _SELVES


def _warns_travellers(tree: Tree, word: int) -> bool:
    """Whether somebody warns their own people not to go somewhere: "*warned* against travel"."""
    _, high = tree.sentence_run(word)
    behind = range(word + 1, min(high, word + _NEAR))
    return tree.lemma(word) in WARNING and any(tree.lemma(k) in _TRIPS for k in behind)


def _warns_of_nature(tree: Tree, word: int) -> bool:
    """Whether somebody is warned of weather, a disease or an accident: "issued *warnings* to
    residents as storms"."""
    warned = tree.child(word, "obj") if tree.upos[word] == "VERB" else -1
    warns = any(k >= 0 and tree.lemma(k) in WARNING for k in (word, warned))
    if not warns:
        return False
    said = {tree.lemma(k) for k in range(*tree.sentence_run(word))}
    return not said.isdisjoint(words("accidents") - _MEANT_TOO)


def _warns_of_risk(tree: Tree, word: int) -> bool:
    """Whether somebody warns of what another thing may bring about ("*warned* that a ceasefire
    would risk violence") or may make others do ("could lead to attacks by the rebels")."""
    said = tree.child(word, "ccomp") if tree.lemma(word) in WARNING else -1
    if said < 0 or tree.lemma(said) in _RISKING:
        return said >= 0
    acts = [k for k in tree.children[said] if tree.rel[k] in ("obj", "obl")]
    whose = [case(tree, m) for k in acts for m in tree.children[k] if tree.rel[m] == "nmod"]
    return tree.lemma(said) in _BRINGING and "by" in whose


def _is_kind_of_machine(tree: Tree, word: int) -> bool:
    """Whether "attack" only says of which kind machines are: "attack, bomber and fighter
    *aircraft*"."""
    if tree.lower[word] != "attack" or tree.upos[word] != "NOUN":
        return False
    at = word + 1
    _, high = tree.sentence_run(word)
    while at < high and tree.lower[at] in _KINDS_OF_MACHINE:
        at += 1
    return at < high and tree.lemma(at) in _MACHINES


def _comes_from(tree: Tree, word: int) -> bool:
    """Whether somebody is only from somewhere: "*hails* from the north"."""
    from_ = any(case(tree, k) == "from" for k in tree.children[word] if tree.rel[k] == "obl")
    return tree.lemma(word) == "hail" and from_ and tree.child(word, "obj") < 0


def _beaten_in(tree: Tree, word: int) -> list[int]:
    if tree.upos[word] != "VERB" or tree.lemma(word) not in _BEATING:
        return []
    return [k for k in tree.children[word] if case(tree, k) in ("at", "in")]


def _is_contest(tree: Tree, word: int) -> bool:
    within = [k for k in tree.children[word] if tree.rel[k] in ("compound", "amod")]
    return any(tree.lemma(k) in _CONTESTS or tree.lower[k] == "political" for k in (word, *within))


def _is_of_one_mind(tree: Tree, word: int) -> bool:
    """Whether somebody only agrees with a speaker: "*agree* with the minister", "*agree* with the
    senate that the law is harsh"; what they agree that they will do is an agreement."""
    if tree.lemma(word) != "agree" or tree.upos[word] != "VERB":
        return False
    kids = tree.children[word]
    terms = any(
        tree.rel[k] in ("xcomp", "obj", "nsubj:pass")
        or (tree.rel[k] == "ccomp" and any(tree.lower[a] in _WILL for a in tree.children[k]))
        or (tree.rel[k] == "advcl" and k > word)
        or (tree.rel[k] == "obl" and case(tree, k) in _TERMS and k > word)
        for k in kids
    )
    return not terms and any(case(tree, k) == "with" for k in kids if tree.rel[k] == "obl")


def _hits_water(tree: Tree, verb: int) -> bool:
    """Whether missiles are fired and fall into a sea: "fired a missile toward the Sea of Japan"."""
    fired = next((k for k in tree.children[verb] if tree.full[k] in ("obj", "nsubj:pass")), -1)
    if fired < 0 or tree.lemma(verb) not in _FIRING or tree.lemma(fired) not in _MISSILES:
        return False
    return any(
        tree.rel[k] in ("obl", "nmod") and case(tree, k) in _TOWARDS and tree.lemma(k) in WATERS
        for k in (*tree.children[verb], *tree.children[fired])
    )


def _troops_advance(tree: Tree, verb: int) -> bool:
    """Whether soldiers go somewhere and demand nothing: "troops *marched* towards the town"."""
    doer = tree.child(verb, "nsubj")
    if doer < 0 or tree.lemma(verb) not in _MARCHING or tree.lemma(doer) not in _ARMED:
        return False
    low, high = tree.sentence_run(verb)
    asks = not _ASKING_FOR.isdisjoint(tree.lemma(k) for k in range(low, high))
    goes = any(case(tree, k) in _TOWARDS_TOWN for k in tree.children[verb] if k > verb)
    return goes and not asks


def _holds_talks(tree: Tree, verb: int) -> bool:
    """Whether somebody only talks: "will *hold* a new round of talks"."""
    held = tree.child(verb, "obj") if tree.lemma(verb) in _HOLDING else -1
    below = [held, *(k for k in tree.children[held] if tree.rel[k] == "nmod")] if held >= 0 else []
    return any(tree.lemma(k) in _TALKS for k in below)


def _police_strike(tree: Tree, verb: int) -> bool:
    """Whether police or soldiers use force: they riot no more than they protest."""
    doer = tree.child(verb, "nsubj")
    return doer >= 0 and tree.lemma(verb) in _FORCING and tree.lemma(doer) in _MEN


def _trades_fire(tree: Tree, verb: int) -> bool:
    """Whether two sides shoot at each other: "*exchanged* artillery fire"."""
    traded = tree.child(verb, "obj") if tree.lemma(verb) in _TRADING else -1
    return traded >= 0 and (tree.lemma(traded) in words("weapons") | _SHOTS)


def retyped(tree: Tree, trigger: Trigger) -> Trigger:
    """The trigger, with troops or police that are sent as MOBILIZE unless they are to help, and
    missiles that are fired into a sea and troops that march on a town as MOBILIZE too, and
    police who use force as ASSAULT."""
    if trigger.type == "ASSAULT" and _hits_water(tree, trigger.word):
        return replace(trigger, type="MOBILIZE", mode="weapons")
    if trigger.type == "PROTEST" and _troops_advance(tree, trigger.word):
        return replace(trigger, type="MOBILIZE", mode="troops")
    if trigger.type == "AGREE" and _holds_talks(tree, trigger.word):
        return replace(trigger, type="CONSULT", mode=None)
    if trigger.type == "COOPERATE" and _trades_fire(tree, trigger.word):
        return replace(trigger, type="ASSAULT", mode="heavy-weapons")
    if trigger.type == "PROTEST" and _police_strike(tree, trigger.word):
        return replace(trigger, type="ASSAULT", mode=None)
    if trigger.type != "AID" or tree.lemma(trigger.word) not in _SENDING:
        return trigger
    sent = tree.child(trigger.word, "obj")
    if sent < 0:
        return trigger
    parts = [k for k in tree.children[sent] if tree.rel[k] == "nmod" and case(tree, k) == "of"]
    low, high = tree.sentence_run(trigger.word)
    helps = not _RELIEF.isdisjoint(tree.lower[low:high])
    if helps or not any(tree.lemma(k) in _MEN for k in (sent, *parts)):
        return trigger
    return replace(trigger, type="MOBILIZE", mode="troops")
