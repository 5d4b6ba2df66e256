"""Names from every corpus in one label set, with what a corpus does not say left open.

A token's label is a *set* of BIO labels (a bit mask): a corpus that does not annotate nationalities leaves them
``O or group``. The loss sums the probability of the allowed labels (partial annotation), so corpora of different
conventions train one head.

=============== ===================================================================================================
corpus          mapping
=============== ===================================================================================================
gum             proper nouns inside a `person`, `place`, `organization` entity: that kind; other proper nouns: other
ewt             words that are not proper nouns: no name; the rest open (UNER marks its dev part: PER ORG LOC)
wikigold        PER ORG LOC; MISC: other or group
crossner        politician, person: person; politicalparty, organisation: organization; country, location: place;
                election, event: other; misc: other or group
re3d            Person Organisation Location Nationality with confidence >= .9, trimmed to the proper name; the rest open
own             person, organization, group, place, other as the guideline has them
=============== ===================================================================================================
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.language.analysis import ROOT, Analysis
from sayso.vocabulary import Kind

LABELS = ("O", *(f"{part}-{kind}" for kind in Kind for part in "BI"))
NUMBER = {label: i for i, label in enumerate(LABELS)}
OPEN = (1 << len(LABELS)) - 1
OUTSIDE = 1
TITLES = frozenset(
    """
    president prime minister king queen prince princess sheikh sheik sultan emir pope archbishop bishop cardinal reverend rev. imam
    ayatollah rabbi father sister brother mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir lord lady dame judge justice
    senator sen. congressman congresswoman representative rep. governor gov. mayor chancellor premier ambassador secretary general
    gen. gen colonel col. col major maj. captain capt. lieutenant lt. lt sergeant sgt. admiral adm. commander brigadier marshal
    private chief officer director chairman chairwoman chair spokesman spokeswoman deputy vice foreign defence defense interior
    finance
    """.split()
)
_LINKS = frozenset(
    {"of", "the", "for", "and", "'s", "’s", "-", "&", "al", "de", "la", "del", "bin", "el", "van", "von", "der", "di", "da", "dos", "."}
)


def mask(*labels: str) -> int:
    """The set of some labels."""
    return sum(1 << NUMBER[label] for label in labels)


def kind_mask(begins: bool, *kinds: Kind) -> int:  # noqa: FBT001 (the B or I of BIO)
    """The set of the first (or a later) token of a name of one of some kinds."""
    return mask(*(f"{'B' if begins else 'I'}-{kind}" for kind in kinds))


def set_name(masks: list[int], first: int, last: int, *kinds: Kind) -> None:
    """Mark tokens ``[first, last)`` as one name of one of some kinds."""
    for i in range(first, last):
        masks[i] = kind_mask(i == first, *kinds)


def from_tags(tags: Sequence[str], kinds: dict[str, tuple[Kind, ...]], outside: int = OUTSIDE) -> list[int]:
    """The masks of BIO or IO tags under a mapping of a corpus's kinds; an unmapped kind is left open."""
    masks, previous = [], "O"
    for tag in tags:
        part, _, kind = tag.partition("-")
        if part == "O":
            masks.append(outside)
        elif kind not in kinds:
            masks.append(OPEN)
        else:
            masks.append(kind_mask(part == "B" or previous != kind, *kinds[kind]))
        previous = kind
    return masks


def from_ewt(trees: Analysis) -> list[int]:
    """EWT: only what is surely no name is said."""
    return [
        OPEN if trees.upos[i] in {"PROPN", "X", "SYM"} or (trees.word(i)[:1].isupper() and trees.upos[i] in {"ADJ", "NOUN"}) else OUTSIDE
        for i in range(len(trees))
    ]


def from_gum(trees: Analysis, entities: Sequence[tuple[int, int, str]]) -> list[int]:
    """GUM: runs of proper nouns, with the kind of the smallest entity around their head."""
    masks = from_ewt(trees)
    for first, last in _proper_runs(trees):
        if any(trees.lower[i] in TITLES for i in range(first + 1, last)) or _goes_on(trees, last):
            masks[first:last] = [OPEN] * (last - first)
            continue
        head = next((i for i in range(first, last) if trees.heads[i] == ROOT or not first <= trees.heads[i] < last), first)
        around = [(b - a, kind) for a, b, kind in entities if a <= head < b and (a <= first and last <= b)]
        kind = min(around)[1] if around else None
        kinds = {"person": Kind.PERSON, "place": Kind.PLACE, "organization": Kind.ORGANIZATION}
        if kind == "time":
            masks[first:last] = [OUTSIDE] * (last - first)
        elif kind is None:
            masks[first:last] = [OPEN] * (last - first)
        else:
            set_name(masks, first, last, kinds.get(kind, Kind.OTHER))
    return masks


def _proper_runs(trees: Analysis) -> list[tuple[int, int]]:
    """Runs of proper nouns of one phrase, joined over ``of`` and ``the`` (``Bank of England``), titles left outside."""
    runs: list[tuple[int, int]] = []
    for first, last in trees.sentences:
        i = first
        while i < last:
            if trees.upos[i] != "PROPN":
                i += 1
                continue
            end = i + 1
            while end < last:
                step = end
                while step < last and step - end < 2 and trees.lower[step] in {"of", "the", "-", "and", "&"} and trees.upos[step] != "PROPN":
                    step += 1
                joined = step < last and trees.upos[step] == "PROPN" and (step == end or _under(trees, step, i, end))
                if not joined or trees.lower[end] == ",":
                    break
                end = step + 1
            start = i
            while start < end - 1 and trees.lower[start] in TITLES:
                start += 1
            runs.append((start, end))
            i = end
    return runs


def _goes_on(trees: Analysis, last: int) -> bool:
    """Whether a capitalised word that is no proper noun continues the name (``University of Southern Indiana``)."""
    while last < len(trees) and trees.lower[last] in {"of", "for", "the"}:
        last += 1
    return last < len(trees) and trees.lower[last - 1] in {"of", "for", "the"} and trees.word(last)[0].isupper()


def _under(trees: Analysis, token: int, first: int, last: int) -> bool:
    """Whether a token hangs, through proper nouns only, on one of ``[first, last)`` with ``of`` or in a flat name."""
    while trees.heads[token] != ROOT:
        if trees.deprels[token].split(":")[0] not in {"nmod", "flat", "compound", "conj", "list"}:
            return False
        token = trees.heads[token]
        if first <= token < last:
            return True
    return False


def trim(words: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The proper names inside a span: split at commas, determiners and titles off; nothing where it is a phrase with a common noun."""
    commas = [i for i in range(first, last) if words[i] == ","]
    if commas:
        bounds = [first - 1, *commas, last]
        return [cut for a, b in pairwise(bounds) for cut in trim(words, a + 1, b)]
    low = [word.lower() for word in words]
    while first < last and (low[first] in TITLES or low[first] in {"the", "a", "an"}):
        if first + 1 < last and low[first + 1] == "of":
            return []
        first += 1
    if first >= last or low[first] in {"i", "we", "he", "she", "they", "it", "his", "our", "their"}:
        return []
    inner = all(words[i][0].isupper() or low[i] in _LINKS or words[i].isdigit() for i in range(first, last))
    titled = any(low[i] in TITLES for i in range(first, last - 1))
    return [(first, last)] if inner and not titled and words[last - 1][0].isupper() and words[first][0].isupper() else []


def inline(line: str) -> tuple[str, list[tuple[int, int, Kind]]]:
    """The plain text and the name spans of a paragraph with inline marks like ``[person Amina Diallo]``."""
    text, spans, at = "", [], 0
    for found in re.finditer(r"\[(person|organization|group|place|other) ([^\]]+)\]", line):
        text += line[at : found.start()]
        spans.append((len(text), len(text) + len(found[2]), Kind(found[1])))
        text += found[2]
        at = found.end()
    return text + line[at:], spans
