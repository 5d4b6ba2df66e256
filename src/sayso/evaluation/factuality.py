"""Realis beside what MEANTIME says of the same predicates: certainty, polarity and time (NewsReader guidelines, CAT files).

MEANTIME marks every verb and noun that tells of anything, Sayso only events of its codebook. So realis is asked of each predicate that MEANTIME
marks, whether or not a codebook has it (`realis_of`), and once more of those that Sayso coded as events by itself. `fits` says which realis the three
attributes leave room for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluation.event_errors import in_sentence
from sayso.evaluation.event_matching import meets, sentence_ends
from sayso.evaluation.own import Read
from sayso.evaluation.timeml import cat_text, gold_files, parse_xml, read_gold
from sayso.events.realis import reality_of
from sayso.events.setting import Setting
from sayso.events.standing import standing_of
from sayso.events.when import timing_of
from sayso.language.analysis import Analysis
from sayso.records import Coding, Report, Span
from sayso.vocabulary import REAL, Realis

ATTRIBUTES = ("certainty", "polarity", "time")
NOT_REAL = frozenset({Realis.FUTURE, Realis.THREATENED, Realis.HYPOTHETICAL, Realis.DIRECTED})


@dataclass(frozen=True, slots=True)
class Mention:
    """A predicate of MEANTIME with its attributes, in upper case as the corpus has them."""

    span: Span
    attributes: Mapping[str, str]


def read_mentions(path: Path) -> tuple[Report, tuple[Mention, ...]]:
    """The report of a CAT file and its annotated predicates. Raises `DataError` (S302)."""
    gold = read_gold(path)
    root = parse_xml(path.read_text(encoding="utf-8", errors="replace"), path.name)
    text, places, _ = cat_text(root)
    found = []
    for element in root.iter("EVENT_MENTION"):
        anchors = [places[a.get("t_id", "")] for a in element.findall("token_anchor") if a.get("t_id", "") in places]
        if anchors:
            start, end = min(a for a, _ in anchors), max(b for _, b in anchors)
            attributes = {name: element.get(name) or "UNDERSPECIFIED" for name in ATTRIBUTES}
            found.append(Mention(Span(start=start, end=end, text=text[start:end]), attributes))
    return gold.report, tuple(found)


def tabulate(folder: Path, read: Read) -> dict[str, Counter[tuple[str, str]]]:
    """For each attribute how often each of its values met each realis; ``fit`` counts (attributes, yes or no), see `fits`.

    ``coded`` counts the same for the predicates of events in the reading.
    """
    tables: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in (*ATTRIBUTES, "fit", "coded")}
    for path in gold_files((folder,)):
        report, mentions = read_mentions(path)
        analysis, coding = read(report)
        for mention, realis in asked(mentions, analysis, coding):
            for name in ATTRIBUTES:
                tables[name][mention.attributes[name], realis.value] += 1
            _judge(tables["fit"], mention, realis)
        for mention, realis in coded(mentions, coding):
            _judge(tables["coded"], mention, realis)
    return tables


def misfits(folder: Path, read: Read) -> Iterator[str]:
    """The predicates whose realis does not agree with MEANTIME's attributes, each in its sentence."""
    for path in gold_files((folder,)):
        report, mentions = read_mentions(path)
        sentences = sentence_ends(report.text)
        for mention, realis in asked(mentions, *read(report)):
            if fits(mention.attributes, realis) is False:
                values = " ".join(mention.attributes[n] for n in ATTRIBUTES)
                yield f"{values}: {realis}  {in_sentence(mention.span, sentences, report.text)}"


def _judge(table: Counter[tuple[str, str]], mention: Mention, realis: Realis) -> None:
    verdict = fits(mention.attributes, realis)
    if verdict is not None:
        table[" ".join(mention.attributes[n] for n in ATTRIBUTES), "fits" if verdict else "does not fit"] += 1


def fits(attributes: Mapping[str, str], realis: Realis) -> bool | None:
    """Whether a realis agrees with the attributes; None where they leave everything open.

    Negative polarity is negated; future time is none of `REAL`; certain, positive and not future is one of `REAL`.
    """
    if attributes["polarity"] == "NEG":
        return realis is Realis.NEGATED
    if attributes["time"] == "FUTURE":
        return realis in NOT_REAL
    if attributes["certainty"] == "CERTAIN" and attributes["polarity"] == "POS":
        return realis in REAL
    return None


def asked(mentions: Iterable[Mention], analysis: Analysis, coding: Coding) -> Iterator[tuple[Mention, Realis]]:
    """The realis of each predicate, as the events room would give it; predicates that no token or tree reaches are left out."""
    setting = Setting(coding.report, analysis, coding.times, coding.places, coding.entities, coding.statements)
    for mention in mentions:
        found = realis_of(mention.span, setting)
        if found is not None:
            yield mention, found


def realis_of(span: Span, setting: Setting) -> Realis | None:
    """The realis of any predicate, an event of the codebook or not; None where it has no token."""
    analysis = setting.analysis
    inside = range(*analysis.within(span.start, span.end))
    if not inside or not analysis.heads:
        return None
    token = next((t for t in inside if analysis.heads[t] not in inside), inside[0])
    standing = standing_of(span, "", setting)
    return reality_of(token, token, inside, standing, timing_of(token, token, standing, setting), setting).realis


def coded(mentions: Iterable[Mention], coding: Coding) -> Iterator[tuple[Mention, Realis]]:
    """The predicates that the corpus and the reading both have, each once."""
    free = list(mentions)
    for event in coding.events:
        mention = next((m for m in free if meets(m.span, event.predicate)), None)
        if mention is not None:
            free.remove(mention)
            yield mention, event.realis
