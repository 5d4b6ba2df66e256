"""Lint of what may have been forgotten: names, pronouns, days, cues, quoted words that nothing covers. Warnings only."""

import re
from collections.abc import Iterable, Iterator

from sayso.evaluation.gold.compiler import Annotation
from sayso.evaluation.gold.finder import Finder
from sayso.evaluation.gold.found import Found, warning
from sayso.evaluation.gold.scheme import scheme
from sayso.records import Span
from sayso.vocabulary import Kind

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_CAPITAL = re.compile(r"(?<![\w’'])[^\W\d_]\w*")
_START = re.compile(r"(?:^|[.!?:;…—]|--?)[\"“”'‘’«»()\[\]]*\s*\Z|[\"“„«‘]\Z")
_QUOTED = (re.compile(r"“[^“”]*(?:”|$)"), re.compile(r'"[^"]*(?:"|$)'), re.compile(r"«[^«»]*(?:»|$)"))
_LEAST = 3
_SHARE = 0.6


def names(annotation: Annotation) -> Iterator[Found]:
    """Capitalised words within a sentence, and further occurrences of names, that no name covers."""
    finder = Finder(annotation.coding.report.text)
    spans = [name.span for name in annotation.names]
    loose: dict[str, list[str]] = {}
    for number, (start, end) in enumerate(finder.paragraphs, 1):
        block = finder.text[start:end]
        words = _WORD.findall(block)
        if words and sum(w[0].isupper() for w in words) > _SHARE * len(words):
            continue
        for match in _CAPITAL.finditer(block):
            hit = (start + match.start(), start + match.end())
            if (
                match[0][0].isupper()
                and not _covered(hit, spans)
                and not _begins(finder.text, start, hit[0])
                and not _title(annotation, finder.text, hit)
            ):
                loose.setdefault(match[0], []).append(f"p{number}")
    for name in sorted({s.text for s in spans}):
        for hit in finder.occurrences(name):
            if not _covered(hit, spans) and not name.islower():
                loose.setdefault(name, []).append(f"p{finder.paragraph_at(hit[0])}")
    for word, where in loose.items():
        yield warning(None, f"{word!r} ({', '.join(where)}) is in no name", "Cover it with a name, a place or a loose name line, if it is one.")


def _begins(text: str, floor: int, offset: int) -> bool:
    return bool(_START.search(text[max(floor, offset - 6) : offset])) or offset == floor


def _title(annotation: Annotation, text: str, hit: tuple[int, int]) -> bool:
    """Whether a word is a title, or stands in capitals right before the name of a person or inside a time."""
    if text[slice(*hit)] in scheme().forgotten["titles"] or _covered(hit, annotation.coding.times):
        return True
    return any(n.kind is Kind.PERSON and 0 < n.span.start - hit[1] <= 2 and not text[hit[1] : n.span.start].strip(" .") for n in annotation.names)  # noqa: PLR2004


def pronouns(annotation: Annotation) -> Iterator[Found]:
    """Personal pronouns that are no mention."""
    mentions = [m for entity in annotation.coding.entities for m in entity.mentions]
    exact = {(m.start, m.end) for m in mentions}
    yield from _loose(annotation, scheme().forgotten["pronouns"], lambda hit: hit in exact, "is in no entity", "Add it as a mention, if it refers.")


def days(annotation: Annotation) -> Iterator[Found]:
    """Words that are almost always (part of) a time expression, outside all of them."""
    spans = [*annotation.coding.times, *(n.span for n in annotation.names)]
    yield from _loose(annotation, scheme().forgotten["days"], lambda hit: _covered(hit, spans), "is in no time expression", "Add it, if it is one.")


def cues(annotation: Annotation) -> Iterator[Found]:
    """Verbs that almost always report, outside all cues."""
    spans = [c for s in annotation.coding.statements for c in s.cue]
    yield from _loose(annotation, scheme().forgotten["cues"], lambda hit: _covered(hit, spans), "is no cue", "Add its statement, if it has one.")


def marks(annotation: Annotation) -> Iterator[Found]:
    """Marked stretches of some length that are no part of a statement."""
    finder = Finder(annotation.coding.report.text)
    spans = [q for s in annotation.coding.statements for q in (*s.quotations, *s.content)]
    for number, (start, end) in enumerate(finder.paragraphs, 1):
        for pattern in _QUOTED:
            for match in pattern.finditer(finder.text[start:end]):
                hit = (start + match.start(), start + match.end())
                if len(match[0].split()) > _LEAST and not any(s.start < hit[1] and hit[0] < s.end for s in spans):
                    yield warning(None, f"p{number}: {match[0][:50]!r} is in no statement", "Add its statement, if somebody says it.")


def _loose(annotation: Annotation, words: Iterable[str], covered: object, what: str, fix: str) -> Iterator[Found]:
    finder = Finder(annotation.coding.report.text)
    for word in sorted(words):
        forms = (word, word.capitalize()) if word.islower() else (word, word.upper())
        hits = sorted(hit for form in forms for hit in finder.occurrences(form) if not covered(hit))  # type: ignore[operator]
        if hits:
            where = ", ".join(f"p{finder.paragraph_at(start)} …{_around(finder.text, start, end)}…" for start, end in hits[:4])
            yield warning(None, f"{word!r} {what}: {where}", fix)


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 14) : end + 14].split())


def _covered(hit: tuple[int, int], spans: Iterable[Span]) -> bool:
    return any(s.start <= hit[0] and hit[1] <= s.end for s in spans)
