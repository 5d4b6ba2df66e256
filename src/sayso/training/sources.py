"""Every training document: the treebanks, the sets of names, and the project's own annotated text."""

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from sayso.evaluation.gold import compile_file, split_of
from sayso.language import Analyser, Analysis
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Entity, Span
from sayso.training.corpora import DEV, TRAIN, Document, group_sentences, head_of, read_columns, read_json_lines, read_treebanks
from sayso.training.names import OPEN, OUTSIDE, from_ewt, from_gum, from_tags, inline, set_name, trim
from sayso.training.signals import attribution_of, codebook_examples, events_of, example_labels, gum_attribution
from sayso.vocabulary import Kind

CODEBOOK = Path(str(resources.files("sayso"))) / "events" / "codebooks" / "plover"
EXAMPLES = 8  # sentences of a document of examples
PASSAGE = 160  # words of a passage of a corpus without documents
SURE = 0.9
COMMON = frozenset("the a in on it we he she they this these as but and".split())  # capitalised at a sentence's start, and no name
RE3D = {"Person": (Kind.PERSON,), "Organisation": (Kind.ORGANIZATION,), "Location": (Kind.PLACE,), "Nationality": (Kind.GROUP,)}
WIKIGOLD = {"PER": (Kind.PERSON,), "ORG": (Kind.ORGANIZATION,), "LOC": (Kind.PLACE,), "MISC": (Kind.OTHER, Kind.GROUP)}
CROSSNER = {
    "politician": (Kind.PERSON,),
    "person": (Kind.PERSON,),
    "politicalparty": (Kind.ORGANIZATION,),
    "organisation": (Kind.ORGANIZATION,),
    "country": (Kind.PLACE,),
    "location": (Kind.PLACE,),
    "election": (Kind.OTHER,),
    "event": (Kind.OTHER,),
    "misc": (Kind.OTHER, Kind.GROUP),
}


def read_all(data: Path, own: Path, analyser: Analyser | None = None) -> list[Document]:
    """All documents, train and dev, each with every layer that its corpus has."""
    documents = []
    entities = {p.stem: gum_entities(p) for p in (data / "language" / "gum_open" / "dep").glob("*.conllu")}
    for document in read_treebanks(data):
        if document.trees is not None:
            document.names = from_gum(document.trees, entities[document.name]) if document.corpus == "gum" else from_ewt(document.trees)
        relations = data / "quotes" / "gum_attribution" / "train" / f"{document.name}.rsd"
        if document.split == TRAIN and document.trees is not None and document.corpus == "gum" and relations.exists():
            labels = gum_attribution(relations, document.trees)
            document.layers |= {"attribution": labels} if labels else {}
        documents.append(document)
    documents += read_wikigold(data)
    documents += read_crossner(data)
    documents += read_re3d(data)
    for path in sorted((own / "names").glob("*.txt")):
        documents += read_own_names(path)
    documents += read_own_gold(own / "reports", analyser)
    documents += read_examples(CODEBOOK, own / "quiet" / "dev.txt")
    return documents


def gum_entities(path: Path) -> list[tuple[int, int, str]]:
    """The entities of a GUM document as ``(first, last, type)`` over its words."""
    found: list[tuple[int, int, str]] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    word = -1
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        word += 1
        value = next((m[7:] for m in columns[9].split("|") if m.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            parts = mark.strip("()").split("-")
            name = re.sub(r"\[.*\]", "", parts[0])
            if mark.startswith("("):
                opened.setdefault(name, []).append((word, parts[1] if len(parts) > 1 else ""))
            if mark.endswith(")") and opened.get(name):
                first, kind = opened[name].pop()
                found.append((first, word + 1, kind))
    return found


def read_wikigold(data: Path) -> Iterator[Document]:
    """Wikigold as passages."""
    pairs = read_columns(data / "language" / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt")
    yield from _passages("wikigold", TRAIN, pairs, WIKIGOLD)


def read_crossner(data: Path) -> Iterator[Document]:
    """CrossNER politics, both parts that are at hand."""
    for part in ("train", "dev"):
        yield from _passages(f"crossner-{part}", TRAIN, read_columns(data / "language" / "crossner_politics" / f"{part}.txt", "\t"), CROSSNER)


def _passages(corpus: str, split: str, pairs: Iterator[tuple[list[str], list[str]]], kinds: dict[str, tuple[Kind, ...]]) -> Iterator[Document]:
    for number, (words, sentences, tags) in enumerate(group_sentences(pairs, PASSAGE)):
        masks = from_tags(tags, kinds)
        # a word with an inner hyphen is one word there and several here
        masks = [OPEN if mask != OUTSIDE and "-" in word[1:-1] else mask for word, mask in zip(words, masks, strict=True)]
        yield Document(f"{number:04d}", corpus, split, words, sentences, names=masks)


def from_text(name: str, corpus: str, split: str, text: str) -> tuple[Document, list[tuple[int, int]]]:
    """A document of a raw text, by our own tokenizer and splitter, and its tokens."""
    tokens = tokenize(text)
    sentences = split_sentences(text, tokens, paragraphs(text))
    return Document(name, corpus, split, [text[a:b] for a, b in tokens], sentences), tokens


def read_re3d(data: Path) -> Iterator[Document]:
    """re3d: every sixth document (by sorted id) is set aside as dev."""
    documents, entities = [], []
    for folder in sorted((data / "language" / "re3d_open").iterdir()):
        if folder.is_dir():
            documents += read_json_lines(folder / "documents.json")
            entities += read_json_lines(folder / "entities.json")
    for number, row in enumerate(sorted(documents, key=lambda d: str(d["_id"]))):
        mine = [e for e in entities if e["documentId"] == row["_id"]]
        yield _re3d_document(str(row["_id"]), DEV if number % 6 == 4 else TRAIN, str(row["text"]), mine)


def _re3d_document(name: str, split: str, text: str, entities: list[dict[str, object]]) -> Document:
    document, tokens = from_text(name, "re3d", split, text)
    starts = {a: i for i, (a, _) in enumerate(tokens)}
    ends = {b: i + 1 for i, (_, b) in enumerate(tokens)}
    masks = [OPEN if word[0].isupper() else OUTSIDE for word in document.words]
    for first, _ in document.sentences:
        if masks[first] == OPEN and document.words[first].lower() in COMMON:
            masks[first] = OUTSIDE
    found: list[tuple[int, tuple[int, int], tuple[Kind, ...]]] = []
    for entity in entities:
        begin, end = starts.get(int(str(entity["begin"]))), ends.get(int(str(entity["end"])))
        if begin is None or end is None or float(str(entity.get("confidence", 0))) < SURE or entity["type"] not in RE3D:
            continue
        kinds: tuple[Kind, ...] = RE3D[str(entity["type"])]
        for cut in trim(document.words, begin, end):
            lone = cut[1] - cut[0] == 1 and not document.words[cut[0]].isupper()
            # re3d calls "Syrians" and "Yazidis" organisations
            found.append((cut[1] - cut[0], cut, (*kinds, Kind.GROUP) if lone and kinds == (Kind.ORGANIZATION,) else kinds))
    for _, (first, last), kinds in sorted(found, key=lambda f: f[0]):
        if kinds == (Kind.GROUP,) and any(masks[i] not in {OPEN, OUTSIDE} for i in range(first, last)):
            continue
        set_name(masks, first, last, *kinds)
    document.names = masks
    return document


def read_own_gold(reports: Path, analyser: Analyser | None = None) -> Iterator[Document]:
    """The project's annotated reports, train and dev: every proper name is marked in them, so all other words are no names.

    With an ``analyser`` (the model of the run before) their entities train coreference too.
    """
    for path in sorted(reports.glob("*.ann")):
        split = split_of(path.stem)
        if split not in {TRAIN, DEV}:
            continue
        annotation, problems = compile_file(path)
        if annotation is None or not annotation.names or any(p.level == "error" for p in problems):
            continue
        coding = annotation.coding
        spans = [(name.span.start, name.span.end, name.kind) for name in annotation.names]
        document, tokens = _own_document(path.stem, split, coding.report.text, spans)
        if coding.statements:
            document.layers["attribution"] = attribution_of(coding, tokens)
        if coding.events or annotation.quiet:
            document.layers["events"] = events_of(coding, tokens)
        if analyser is not None and split == TRAIN:
            document.parsed = analyser.analyse(coding.report)
            document.clusters = own_clusters(coding.entities, document.parsed)
        yield document


def read_examples(codebook: Path, quiet: Path) -> Iterator[Document]:
    """The codebook's positive examples, and every second sentence of the quiet ones; some sentences a document."""
    examples = [(text, [(span, name)]) for text, span, name in codebook_examples(codebook)]
    for number in range(0, len(examples), EXAMPLES):
        text, marks = "", []
        for one, own in examples[number : number + EXAMPLES]:
            marks += [(Span(start=s.start + len(text), end=s.end + len(text), text=s.text), name) for s, name in own]
            text += f"{one}\n\n"
        document, tokens = from_text(f"{number:04d}", "codebook", TRAIN, text)
        document.layers["events"] = example_labels(text, tokens, marks)
        yield document
    lines = quiet.read_text(encoding="utf-8").splitlines()[::2] if quiet.exists() else []
    for number in range(0, len(lines), EXAMPLES):
        document, _ = from_text(f"{number:04d}", "quiet", TRAIN, "\n\n".join(lines[number : number + EXAMPLES]))
        document.layers["events"] = [0] * len(document.words)
        yield document


def own_clusters(entities: Sequence[Entity], parsed: Analysis) -> list[list[tuple[int, int]]]:
    """The entities of an annotated report as word ranges; mentions inside words and adjectives (``Iraqi``) are left out."""
    found = []
    for entity in entities:
        ranges = {parsed.within(m.start, m.end) for m in entity.mentions}
        kept = sorted(r for r in ranges if r[0] < r[1] and parsed.upos[head_of(parsed, *r)] in {"NOUN", "PROPN", "PRON", "NUM", "DET"})
        if len(kept) > 1:
            found.append(kept)
    return found


def read_own_names(path: Path) -> Iterator[Document]:
    """The project's own paragraphs with inline name marks, one a line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        text, spans = inline(line)
        yield _own_document(f"{path.stem}-{number:04d}", TRAIN, text, spans)[0]


def _own_document(name: str, split: str, text: str, spans: Sequence[tuple[int, int, Kind]]) -> tuple[Document, list[tuple[int, int]]]:
    document, tokens = from_text(name, "own", split, text)
    masks = [OUTSIDE] * len(tokens)
    for start, end, kind in spans:
        inside = [i for i, (a, b) in enumerate(tokens) if a < end and start < b]
        if inside:
            set_name(masks, inside[0], inside[-1] + 1, kind)
    document.names = masks
    return document, tokens
