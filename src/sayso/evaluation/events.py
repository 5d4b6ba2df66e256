"""Scores of events: what was found with which type, and for those found with the right type ("matched") every field.

`sayso.evaluation.event_matching` says when a found event is a gold one. Figures of the matched never punish a missed event twice.

- ``type``, ``type and mode``: the pair has equal types (and equal sets of modes); ``facts``: equal types, and both are facts.
- ``… all``: every party is there and no other (none where the gold has none); ``… any``: at least one is there (none where the gold has none).
- ``when``: the interval lies within the gold interval (an open end of the gold allows any); none where the gold has none.
- ``asserted_in``: both the reporter's own, or both in statements that are paired.
- ``inside``: of the events found inside the content of a gold statement, those that are (rightly) not the reporter's own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.evaluation.calibration import Judged
from sayso.evaluation.event_matching import Twins, pair_events, pair_in_sentences, sentence_ends
from sayso.evaluation.segmentation import Counts
from sayso.records import Coding, Count, Event, When

Pairs = list[tuple[Event, Event]]
SHARES = (
    "actors, all",
    "actors, any",
    "recipients, all",
    "recipients, any",
    "actors and recipients, all",
    "actors and recipients, any",
    "where",
    "when",
    "realis",
    "factuality",
    "reporter's or attributed",
    "asserted_in",
    "performs",
)
ASKED = {"mode": "mode", "actors": "actors, all", "recipients": "recipients, all", "where": "where", "when": "when", "realis": "realis"}
ASKED |= {"factuality": "factuality", "asserted_in": "asserted_in", "counts": "counts", "context": "context"}


@dataclass(frozen=True)
class EventScores:
    """Counts by measure and by type, realis as (gold, found) of the matched, confidences with what became of them, and quiet text.

    ``quiet`` counts events (given) and sentences (gold) of texts with nothing to code.
    """

    measures: dict[str, Counts] = field(default_factory=dict)
    types: dict[str, Counts] = field(default_factory=dict)
    realis: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: tuple[Judged, ...] = ()
    quiet: Counts = field(default_factory=Counts)

    def __add__(self, other: "EventScores") -> "EventScores":
        """The scores of two documents together."""
        return EventScores(
            _sum(self.measures, other.measures),
            _sum(self.types, other.types),
            self.realis + other.realis,
            self.judged + other.judged,
            self.quiet + other.quiet,
        )

    def of(self, name: str) -> Counts:
        """One measure; nothing right, wanted or given where it was never asked."""
        return self.measures.get(name, Counts())

    @property
    def leaked(self) -> float:
        """The share of the events inside attributed content that came out as the reporter's own, 0 to 1."""
        inside = self.of("inside")
        return 1 - inside.right / inside.given if inside.given else 0.0


def score_events(gold: Coding, guess: Coding, *, quiet: bool = False) -> EventScores:
    """The scores of one coding; ``quiet`` says that the report has nothing to code. Raises `ValueError` for different texts."""
    twins = Twins.of(gold, guess)
    pairs = pair_events(gold.events, guess.events)
    matched = [(g, f) for g, f in pairs if g.type == f.type]
    wanted, given = len(gold.events), len(guess.events)
    answers = [(g, f, judge(g, f, twins)) for g, f in matched]
    measures = {
        "found": Counts(len(pairs), wanted, given),
        "type": Counts(len(matched), wanted, given),
        "type and mode": Counts(sum(set(g.mode) == set(f.mode) for g, f in matched), wanted, given),
        "type, same sentence": Counts(len(pair_in_sentences(gold, guess)), wanted, given),
        "facts": Counts(sum(g.is_fact and f.is_fact for g, f in matched), sum(e.is_fact for e in gold.events), sum(e.is_fact for e in guess.events)),
        "inside": _inside(gold, guess),
        **{name: Counts(sum(found[name] for _, _, found in answers), len(answers), len(answers)) for name in SHARES},
        **_lists(matched, twins),
    }
    return EventScores(
        measures,
        _types(gold.events, guess.events, matched),
        Counter((g.realis.value, f.realis.value) for g, f in matched),
        _judged(guess.events, answers),
        Counts(0, len(sentence_ends(gold.report.text)), given) if quiet else Counts(),
    )


def judge(gold: Event, guess: Event, twins: Twins) -> dict[str, bool]:
    """Which fields of a found event are right."""
    found = {"mode": set(gold.mode) == set(guess.mode), "context": set(gold.context) == set(guess.context)}
    for name, wanted, given in (("actors", gold.actors, guess.actors), ("recipients", gold.recipients, guess.recipients)):
        both = len(twins.parties(wanted, given))
        found[f"{name}, all"] = both == len(wanted) == len(given)
        found[f"{name}, any"] = both > 0 or not (wanted or given)
    for how in ("all", "any"):
        found[f"actors and recipients, {how}"] = found[f"actors, {how}"] and found[f"recipients, {how}"]
    found["where"] = len(twins.places(gold.where, guess.where)) == len(gold.where) == len(guess.where)
    found["when"] = within(gold.when, guess.when)
    found["realis"] = gold.realis == guess.realis
    found["factuality"] = gold.factuality == guess.factuality
    found["counts"] = Counter(map(_numbers, gold.counts)) == Counter(map(_numbers, guess.counts))
    found["reporter's or attributed"] = (gold.asserted_in is None) == (guess.asserted_in is None)
    twin = twins.statements.get(gold.asserted_in or "")
    found["asserted_in"] = guess.asserted_in is None if gold.asserted_in is None else twin is not None and twin == guess.asserted_in
    found["performs"] = (gold.performs is None) == (guess.performs is None)
    return found


def within(gold: When, guess: When) -> bool:
    """Whether an interval lies within the gold interval; where the gold has none, whether there is none."""
    if gold.first is None and gold.last is None:
        return guess.first is None and guess.last is None
    if guess.first is None and guess.last is None:
        return False
    starts = gold.first is None or (guess.first is not None and guess.first[:10] >= gold.first[:10])
    ends = gold.last is None or (guess.last is not None and guess.last[:10] <= gold.last[:10])
    return starts and ends


def score_all(pairs: Iterable[tuple[Coding, Coding]]) -> EventScores:
    """The scores of many codings together, each gold with its guess."""
    return total(score_events(gold, guess) for gold, guess in pairs)


def total(scores: Iterable[EventScores]) -> EventScores:
    """The scores of many documents together."""
    found = EventScores()
    for score in scores:
        found += score
    return found


def _inside(gold: Coding, guess: Coding) -> Counts:
    """The events found inside gold contents (given and gold), and those of them that are in a statement (right)."""
    contents = [span for s in gold.statements for span in s.content]
    inside = [e for e in guess.events if any(c.start <= e.predicate.start and e.predicate.end <= c.end for c in contents)]
    return Counts(sum(e.asserted_in is not None for e in inside), len(inside), len(inside))


def _lists(matched: Pairs, twins: Twins) -> dict[str, Counts]:
    """Parties, places, modes, contexts and counts of the matched, one by one."""
    found = dict.fromkeys(("actor", "recipient", "purported or disputed", "country of parties", "place", "modes", "contexts", "counts"), Counts())
    for gold, guess in matched:
        sides = (("actor", gold.actors, guess.actors), ("recipient", gold.recipients, guess.recipients))
        for name, wanted, given in sides:
            both = twins.parties(wanted, given)
            found[name] += Counts(len(both), len(wanted), len(given))
            hedged = sum(g.authenticity is not None and g.authenticity == f.authenticity for g, f in both)
            found["purported or disputed"] += Counts(hedged, *(sum(p.authenticity is not None for p in side) for side in (wanted, given)))
            same = sum(g.country is not None and g.country == f.country for g, f in both)
            found["country of parties"] += Counts(same, sum(g.country is not None for g, _ in both), sum(f.country is not None for _, f in both))
        found["place"] += Counts(len(twins.places(gold.where, guess.where)), len(gold.where), len(guess.where))
        found["modes"] += _common(gold.mode, guess.mode)
        found["contexts"] += _common(gold.context, guess.context)
        found["counts"] += _common(map(_numbers, gold.counts), map(_numbers, guess.counts))
    return found


def _common(gold: Iterable[object], guess: Iterable[object]) -> Counts:
    wanted, given = Counter(gold), Counter(guess)
    return Counts((wanted & given).total(), wanted.total(), given.total())


def _numbers(count: Count) -> tuple[str, int | None, int | None, int | None]:
    return count.kind, count.low, count.best, count.high


def _types(gold: Sequence[Event], guess: Sequence[Event], matched: Pairs) -> dict[str, Counts]:
    names = sorted({e.type for e in (*gold, *guess)})
    return {n: Counts(sum(g.type == n for g, _ in matched), sum(e.type == n for e in gold), sum(e.type == n for e in guess)) for n in names}


def _judged(guess: Sequence[Event], answers: Sequence[tuple[Event, Event, dict[str, bool]]]) -> tuple[Judged, ...]:
    """Confidences: of the type over all events that were found, of the other fields over the matched."""
    right = {id(f) for _, f, _ in answers}
    found = [Judged("type", e.confidence["type"], id(e) in right) for e in guess if "type" in e.confidence]
    for _, event, fields in answers:
        found += [Judged(key, event.confidence[key], fields[name]) for key, name in ASKED.items() if key in event.confidence]
    return tuple(found)


def _sum(one: dict[str, Counts], other: dict[str, Counts]) -> dict[str, Counts]:
    return {name: one.get(name, Counts()) + other.get(name, Counts()) for name in {**one, **other}}
