"""CoNLL-U in and out: trees as files, for evaluation, tests and export (universaldependencies.org/format)."""

from collections.abc import Iterator

from sayso.errors import DataError
from sayso.language.analysis import ROOT, Analysis

COLUMNS = 10


def read_conllu(content: str, where: str = "CoNLL-U") -> Analysis:
    """The trees of one CoNLL-U document as an `Analysis`; the text is rebuilt from the words and ``SpaceAfter=No``.

    Multiword ranges give the characters of their words where they can (``don't`` = ``do`` + ``n't``); empty nodes are left out.
    Sentences are joined by one space, or by a blank line where ``# newpar`` opens one. Raises `DataError` (S302).
    """
    text: list[str] = []
    length = 0
    rows: list[tuple[int, int, list[str], int]] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    for comments, words in _sentences(content, where):
        new_paragraph = not sentences or any(c.startswith(("# newpar", "# newdoc")) for c in comments)
        if sentences:
            gap = "\n\n" if new_paragraph else " "
            if text[-1] == " ":
                text.pop()
                length -= 1
            text.append(gap)
            length += len(gap)
        first = base = len(rows)
        start = length
        for form, columns, space in words:
            rows.append((length, length + len(form), columns, base))
            text.append(form)
            length += len(form)
            if space:
                text.append(" ")
                length += 1
        sentences.append((first, len(rows)))
        if new_paragraph:
            paragraphs.append((start, rows[-1][1]))
        else:
            paragraphs[-1] = (paragraphs[-1][0], rows[-1][1])
    joined = "".join(text).rstrip(" ")
    return Analysis(
        text=joined,
        starts=tuple(r[0] for r in rows),
        ends=tuple(r[1] for r in rows),
        sentences=tuple(sentences),
        paragraphs=tuple(paragraphs),
        upos=tuple(r[2][3] for r in rows),
        xpos=tuple(r[2][4] for r in rows),
        feats=tuple(r[2][5] for r in rows),
        lemmas=tuple(r[2][2] for r in rows),
        heads=tuple(ROOT if r[2][6] in {"0", "_"} else r[3] + int(r[2][6]) - 1 for r in rows),
        deprels=tuple(r[2][7] for r in rows),
    )


def _sentences(content: str, where: str) -> Iterator[tuple[list[str], list[tuple[str, list[str], bool]]]]:
    comments: list[str] = []
    words: list[tuple[str, list[str], bool]] = []
    pending, until = "", 0
    for number, line in enumerate([*content.splitlines(), ""], start=1):
        if not line.strip():
            if words:
                yield comments, words
            comments, words, until = [], [], 0
        elif line.startswith("#"):
            comments.append(line)
        else:
            columns = line.split("\t")
            if len(columns) != COLUMNS:
                raise DataError("S302", f"line {number} has {len(columns)} columns, CoNLL-U has {COLUMNS}.", where=where, fix="Check the file.")
            if "-" in columns[0]:
                until = int(columns[0].split("-")[1])
                pending = "SpaceAfter=No" if "SpaceAfter=No" in columns[9] else ""
            elif "." not in columns[0]:
                token = int(columns[0])
                inside = token < until
                glued = "SpaceAfter=No" in (pending if token == until else columns[9])
                words.append((columns[1], columns, not (inside or glued)))


def write_conllu(analysis: Analysis, document: str = "") -> str:
    """One analysed text as CoNLL-U, with ``SpaceAfter=No`` and the names as ``Entity`` in the last column."""
    names = {token: f"Name={'B' if token == name.first else 'I'}-{name.kind}" for name in analysis.names for token in range(name.first, name.last)}
    lines = [f"# newdoc id = {document}"] if document else []
    paragraph = -1
    for number, (first, last) in enumerate(analysis.sentences, start=1):
        start, end = analysis.starts[first], analysis.ends[last - 1]
        here = analysis.paragraph_of(start)[0]
        if here != paragraph:
            lines.append("# newpar")
            paragraph = here
        lines += [f"# sent_id = {number}", "# text = " + " ".join(analysis.text[start:end].split())]
        lines += [_row(analysis, token, first, last, names.get(token)) for token in range(first, last)]
        lines.append("")
    return "\n".join(lines) + "\n"


def _row(analysis: Analysis, token: int, first: int, last: int, name: str | None) -> str:
    glued = token + 1 < len(analysis) and analysis.starts[token + 1] == analysis.ends[token] and token + 1 < last
    misc = "|".join(filter(None, ["SpaceAfter=No" if glued else "", name or ""])) or "_"
    head = analysis.heads[token] - first + 1 if analysis.heads[token] != ROOT else 0
    columns = [str(token - first + 1), analysis.word(token), analysis.lemmas[token], analysis.upos[token], analysis.xpos[token]]
    return "\t".join([*columns, analysis.feats[token], str(head), analysis.deprels[token], "_", misc])
