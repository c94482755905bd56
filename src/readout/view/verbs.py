"""Forms of English verbs: what a lemma is called in the past, as a participle, with one or many."""

from __future__ import annotations

import re

_IRREGULAR = {
    lemma: (past, participle)
    for lemma, past, participle in (
        line.split()
        for line in """
arise arose arisen
be was been
bear bore borne
beat beat beaten
become became become
begin began begun
bet bet bet
bid bid bid
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
broadcast broadcast broadcast
build built built
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
do did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fling flung flung
fly flew flown
forbid forbade forbidden
forecast forecast forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forgo forwent forgone
freeze froze frozen
get got got
give gave given
go went gone
grind ground ground
grow grew grown
hang hanged hanged
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
mislead misled misled
mistake mistook mistaken
oversee oversaw overseen
overcome overcame overcome
overrun overran overrun
overtake overtook overtaken
overthrow overthrew overthrown
pay paid paid
put put put
quit quit quit
read read read
rebuild rebuilt rebuilt
repay repaid repaid
retake retook retaken
rid rid rid
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shake shook shaken
shed shed shed
shoot shot shot
show showed shown
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
slay slew slain
sleep slept slept
speak spoke spoken
speed sped sped
spend spent spent
split split split
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
stick stuck stuck
sting stung stung
strike struck struck
strive strove striven
swear swore sworn
sweep swept swept
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
thrust thrust thrust
undergo underwent undergone
understand understood understood
undertake undertook undertaken
undo undid undone
uphold upheld upheld
upset upset upset
wake woke woken
wear wore worn
weep wept wept
win won won
wind wound wound
withdraw withdrew withdrawn
withhold withheld withheld
withstand withstood withstood
write wrote written
""".strip().splitlines()
    )
}
_DOUBLED = frozenset(
    "abet abhor acquit admit allot commit compel concur confer control debar defer deter dispel "
    "emit equip excel expel impel incur infer kidnap occur omit outwit overlap permit prefer "
    "propel rebel rebut recur refer regret remit repel submit transfer transmit worship".split()
)
"""Verbs of several syllables whose last letter is written twice."""
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprtvz]")
_PRESENT = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do")}


def past(lemma: str) -> str:
    """ "meet" to "met", "carry out" to "carried out"."""
    return _first(lemma, 0)


def participle(lemma: str) -> str:
    """ "take" to "taken", "arrest" to "arrested"."""
    return _first(lemma, 1)


def present(lemma: str, many: bool) -> str:
    """ "meet" to "meets", for many to "meet"."""
    word, blank, rest = _bare(lemma).partition(" ")
    if word in _PRESENT:
        return _PRESENT[word][many] + blank + rest
    if not many:
        if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word):
            word += "es"
        elif re.search(r"[^aeiou]y$", word):
            word = word[:-1] + "ies"
        else:
            word += "s"
    return word + blank + rest


def _bare(lemma: str) -> str:
    """A headline's "damages" that was kept as it stood is "damage"; no verb ends so by itself."""
    return re.sub(r"^(\w*(?:[^aeious\W]|[^sS\W]e))s(?!\S)", r"\1", lemma)


def _first(lemma: str, form: int) -> str:
    word, blank, rest = _bare(lemma).partition(" ")
    found = _IRREGULAR.get(word)
    return (found[form] if found else _regular(word)) + blank + rest


def _regular(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    if re.search(r"[^ae]ic$", word):
        return word + "ked"
    if word in _DOUBLED or _SHORT.fullmatch(word):
        return word + word[-1] + "ed"
    return word + "ed"
