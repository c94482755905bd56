"""Whose men a number counts, who does what a clause tells, and what is no claim at all."""

from __future__ import annotations

from tests.accounts.written import table, told

BOTH = {"Norway": "asserts", "Argentina": "denies"}


def _stances(body: str, *parts: str) -> list[dict[str, str]]:
    return [stances for _, stances in table(told(body, *parts))]


def test_a_counted_crowd_is_nobodys_own_people() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|[e2|Argentina] {v2|arrested} [e3~{q1|25} fishermen]}. "
        "[e2|Argentina] {s2!said} {s2|[e4~{q2|three} people] were {v3|arrested}}."
    )
    parts = (
        "e3 group 25_fishermen - CVL anon", "e4 group three_people - CVL anon",
        "v2 COERCE e2>e3 occurred s1", "v3 COERCE ->e4 occurred s2",
        "q1 detained 25 25 fishermen v2", "q2 detained 3 3 people v3",
    )  # fmt: skip
    assert _stances(body, *parts) == [BOTH]


def test_the_dead_of_two_states_are_not_the_same_dead() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|{q1|two} of its sailors were {v2|killed}}. "
        "[e2|Argentina] {s2!said} {s2|the ships of [e1|Norway] {v3|killed} [e3~{q2|four} "
        "villagers]}."
    )
    parts = (
        "e3 group four_villagers ARG CVL anon",
        "v2 ASSAULT e2>e1 occurred s1", "v3 ASSAULT e1>e3 occurred s2",
        "q1 killed 2 2 sailors v2", "q2 killed 4 4 villagers v3",
    )  # fmt: skip
    assert BOTH not in _stances(body, *parts)


def test_fighters_called_by_their_country_are_of_it() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|Argentine divers provoked the clash at the reef}. "
        "[e2|Argentina] {s2!said} {s2|[e3~Norwegian divers] provoked the clash at the reef}."
    )
    found = _stances(body, "e3 group Norwegian_divers NOR CVL anon")
    assert found == [BOTH]


def test_each_may_have_harmed_the_same_people() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|[e2|Argentina] {v2|hid} behind [e3~villagers] of the reef}. "
        "[e2|Argentina] {s2!said} {s2|gunboats of [e1|Norway] {v3|shot} at [e3~villagers]}."
    )
    parts = (
        "e3 group villagers - CVL anon", "v2 ASSAULT e2>e3 occurred s1",
        "v3 ASSAULT e1>e3 occurred s2",
    )  # fmt: skip
    assert BOTH not in _stances(body, *parts)


def test_what_the_reading_left_of_a_sentence_is_no_claim() -> None:
    body = (
        "{s1|A} officer of [e1|Norway] {s1!said} {s1|the reef burned}. [e2|Argentina] {s2!said} "
        "{s2|it rained}."
    )
    labels = [label for label, _ in table(told(body))]
    assert labels == ["the reef burned", "it rained"]


def test_the_dead_of_two_towns_are_not_the_same_dead() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|[e3~{q1|two} people] were {v2|killed} in [p1|Alta]}. "
        "[e2|Argentina] {s2!said} {s2|[e3~{q2|nine} people] were {v3|killed} in [p2|Oslo]}."
    )
    parts = (
        "e3 group two_people NOR CVL anon", "p1 Alta city NOR 69.97 23.27",
        "p2 Oslo city NOR 59.91 10.75", "v2 ASSAULT ->e3 occurred s1 p1",
        "v3 ASSAULT ->e3 occurred s2 p2", "q1 killed 2 2 people v2", "q2 killed 9 9 people v3",
    )  # fmt: skip
    assert BOTH not in _stances(body, *parts)
    assert BOTH in _stances(body, *(p.replace("59.91 10.75", "69.95 23.20") for p in parts))


def test_what_something_depends_on_is_denied_by_nobody() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|%s[e2|Argentina] shelled its boats at the reef}. "
        "[e2|Argentina] {s2!said} {s2|that is a lie}."
    )
    assert BOTH in _stances(body % "")
    assert BOTH not in _stances(body % "if ")


def test_what_ought_to_be_contradicts_nothing() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|the law on reefs would be softened}. "
        "[e2|Argentina] {s2!said} {s2|the law on reefs %s not be softened}."
    )
    assert BOTH in _stances(body % "would")
    assert BOTH not in _stances(body % "should")


def test_two_of_the_hurt_are_not_all_of_them() -> None:
    body = (
        "[e1|Norway] {s1!said} {s1|[e3~{q1|nine} sailors] were {v2|hurt}}. "
        "[e2|Argentina] {s2!said} {s2|[e4~{q2|two} %ssailors] were {v3|hurt} badly}."
    )
    parts = (
        "e3 group nine_sailors - MIL anon", "e4 group two_sailors - MIL anon",
        "v2 ASSAULT ->e3 occurred s1", "v3 ASSAULT ->e4 occurred s2",
        "q1 injured 9 9 sailors v2", "q2 injured 2 2 sailors v3",
    )  # fmt: skip
    assert BOTH in _stances(body % "", *parts)
    assert BOTH not in _stances(body % "of the ", *parts)


def test_hurt_policemen_are_not_the_hurt_of_the_other_side() -> None:
    def parts(who: str) -> tuple[str, ...]:
        return (
            f"e3 group 14_{who} - CVL anon", "e4 group 26_people - CVL anon",
            "v2 ASSAULT ->e4 occurred s1", "v3 ASSAULT ->e3 occurred s2",
            "q1 injured 26 26 people v2", f"q2 injured 14 14 {who} v3",
        )  # fmt: skip

    def body(who: str) -> str:
        return (
            "[e1|Norway] {s1!said} {s1|[e4~{q1|26} people] were {v2|injured}}. "
            "[e2|Argentina] {s2!said} {s2|[e3~{q2|14} " + who + "] were {v3|injured}}."
        )

    assert BOTH in _stances(body("persons"), *parts("persons"))
    assert BOTH not in _stances(body("policemen"), *parts("policemen"))
