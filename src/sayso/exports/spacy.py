"""A reading as a spaCy ``Doc`` (extra ``spacy``), for those whose tools begin there.

``to_doc(coding, analysis)`` keeps every character: ``doc.text == report.text``, white space that is no single blank in tokens of its own (as
spaCy does), so that offsets stay what they are. No spaCy pipeline runs, and spaCy is imported nowhere else.
"""

from typing import TYPE_CHECKING, Any

import msgspec

from sayso.errors import InstallError
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Coding
from sayso.records import Span as Words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

KEY = "sayso"
GROUPS = ("statements", "cues", "sources", "times", "places", "entities", "facts", "claims")


def to_doc(coding: Coding, analysis: Analysis, vocab: "Vocab | None" = None) -> "Doc":
    """The report as a ``Doc`` with tokens, sentences, tags, lemmas, trees and names, and span groups for what was read.

    Groups (`GROUPS`): ``statements`` (their contents, labelled by act), ``cues``, ``sources``, ``times`` (by TIMEX3 type), ``places`` (by role),
    ``entities`` (mentions, by kind), and the predicates of events by type: ``facts`` of the reporter's apart from ``claims``. Each span's ``id_`` is
    the id in the record; the record itself is in ``doc.user_data["sayso"]``. Spans grow to whole tokens. Raises `InstallError` (S403) without
    spaCy, `ValueError` where coding and analysis are of different texts.
    """
    try:
        from spacy import blank  # noqa: PLC0415 (an extra)
        from spacy.tokens import Doc  # noqa: PLC0415
    except ImportError as problem:
        raise InstallError("S403", "this needs spaCy.", fix='Install it: pip install "sayso[spacy]"') from problem
    if coding.report.text != analysis.text:
        msg = "coding and analysis are of different texts"
        raise ValueError(msg)
    words, spaces, places = _tokens(analysis)
    layers = _layers(analysis, places, len(words)) if words else {}
    doc = Doc(vocab if vocab is not None else blank("en").vocab, words=words, spaces=spaces, **layers)
    doc.user_data[KEY] = msgspec.json.decode(msgspec.json.encode(coding))
    for name, held in _groups(coding).items():
        found = [doc.char_span(s.start, s.end, label=label, span_id=identity, alignment_mode="expand") for s, label, identity in held]
        doc.spans[name] = [span for span in found if span is not None]
    return doc


def _tokens(analysis: Analysis) -> tuple[list[str], list[bool], list[int]]:
    """Words, whether a single blank follows each, and where the tokens of the analysis are among them."""
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    done = 0
    for start, end in [*zip(analysis.starts, analysis.ends, strict=True), (len(analysis.text), None)]:
        gap = analysis.text[done:start]
        if words and gap.startswith(" "):
            spaces[-1], gap = True, gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if end is not None:
            places.append(len(words))
            words.append(analysis.text[start:end])
            spaces.append(False)
            done = end
    return words, spaces, places


def _layers(analysis: Analysis, places: list[int], size: int) -> dict[str, Any]:
    """What ``Doc`` takes for each token; tokens of white space hang on the word before them (or after, at the beginning)."""
    home = [0] * size
    last = places[0] if places else 0
    owned = dict(zip(places, range(len(places)), strict=True))
    for number in range(size):
        last = number if number in owned else last
        home[number] = last
    begins = {places[first] for first, final in analysis.sentences if first < final}
    layers: dict[str, Any] = {}
    for name, values, blank in (
        ("tags", analysis.xpos, "_SP"),
        ("pos", analysis.upos, "SPACE"),
        ("morphs", analysis.feats, ""),
        ("lemmas", analysis.lemmas, ""),
    ):
        if values:
            layers[name] = [_plain(values[owned[n]]) if n in owned else blank for n in range(size)]
    if analysis.heads:
        ups = [places[token if head == ROOT else head] for token, head in enumerate(analysis.heads)]
        layers["heads"] = [ups[owned[n]] if n in owned else home[n] for n in range(size)]
        labels = ["ROOT" if head == ROOT else label for head, label in zip(analysis.heads, analysis.deprels, strict=True)]
        layers["deps"] = [labels[owned[n]] if n in owned else "dep" for n in range(size)]
    else:
        begins = {places[first] for first, final in analysis.sentences if first < final}
        layers["sent_starts"] = [n in begins and n > 0 for n in range(size)]
    if analysis.names:
        layers["ents"] = _names(analysis, places, size)
    return layers


def _names(analysis: Analysis, places: list[int], size: int) -> list[str]:
    """Names as BIO tags, in spaCy's own labels where it has them."""
    labels = {"person": "PERSON", "organization": "ORG", "group": "NORP", "place": "GPE"}
    tags = ["O"] * size
    for name in analysis.names:
        label = labels.get(name.kind.value, "MISC")
        for number in range(places[name.first], places[name.last - 1] + 1):
            tags[number] = f"{'B' if number == places[name.first] else 'I'}-{label}"
    return tags


def _plain(value: str) -> str:
    return "" if value == "_" else value


def _groups(coding: Coding) -> dict[str, list[tuple[Words, str, str]]]:
    """Spans with their labels and ids, by the name of their group."""
    told = coding.statements
    return {
        "statements": [(span, s.act.value, s.id) for s in told for span in s.content],
        "cues": [(span, s.act.value, s.id) for s in told for span in s.cue],
        "sources": [(s.source, s.source_kind.value, s.id) for s in told if s.source],
        "times": [(time, time.type.value, time.id) for time in coding.times],
        "places": [(place, place.role.value, place.id) for place in coding.places],
        "entities": [(span, entity.kind.value, entity.id) for entity in coding.entities for span in entity.mentions],
        "facts": [(event.predicate, event.type, event.id) for event in coding.events if event.is_fact],
        "claims": [(event.predicate, event.type, event.id) for event in coding.events if not event.is_fact],
    }
