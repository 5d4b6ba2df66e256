"""Scores of statements form by form, and GUM's relations from a made document."""

from pathlib import Path

from sayso.evaluation.gum_attribution import documents, score_relations
from sayso.evaluation.statement_forms import score_forms
from sayso.records import Coding, Entity, Provenance, Report, Source, Span, Statement, report_id
from sayso.vocabulary import Act, Commitment, Form, Kind, SourceKind, Status

TEXT = "Ida Holm said the road was shut. “We wait,” she said."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def statement(number: int, form: Form, content: str, source: str, cue: str, status: Status = Status.ASSERTED, entity: str | None = "e1") -> Statement:
    return Statement(
        id=f"s{number}",
        form=form,
        act=Act.SAY,
        source=span(source),
        source_kind=SourceKind.NAMED,
        source_entity=entity,
        chain=(Source(name="Lagoon Wire"), Source(name=source, entity=entity)),
        cue=(span(cue),),
        content=(span(content),),
        commitment=Commitment.ATTRIBUTED,
        status=status,
    )


def coding(*statements: Statement, mention: str = "Ida Holm") -> Coding:
    holm = Entity(id="e1", name="Ida Holm", kind=Kind.PERSON, mentions=(span(mention),))
    return Coding(report=Report(id=report_id(TEXT), text=TEXT), entities=(holm,), statements=statements, provenance=Provenance(software="test"))


INDIRECT = statement(1, Form.INDIRECT, "the road was shut", "Ida Holm", "said the")
DIRECT = statement(2, Form.DIRECT, "“We wait,”", "she", "she said", Status.PREDICTED)


def test_the_same_statements_are_full_marks() -> None:
    scores = score_forms([(coding(INDIRECT, DIRECT), coding(INDIRECT, DIRECT))])
    for form in (None, Form.INDIRECT, Form.DIRECT):
        one = scores[form]
        assert (one.content.f1, one.exact.f1, one.cue.f1, one.source.recall, one.entity.recall, one.chain.recall) == (1, 1, 1, 1, 1, 1)
    assert scores[Form.DIRECT].content.gold == 1
    assert scores[None].macro("status") == 1


def test_forms_labels_and_chains_count_on_their_own() -> None:
    wrong = statement(1, Form.MIXED, "the road was", "Ida Holm", "said the", Status.DENIED)
    scores = score_forms([(coding(INDIRECT, DIRECT), coding(wrong, mention="Ida"))])
    assert (scores[None].content.right, scores[None].content.given, scores[None].exact.right) == (1, 1, 0)
    assert scores[Form.INDIRECT].content.right == 0
    assert scores[Form.MIXED].content.given == 1
    assert scores[None].macro("status") == 0
    assert scores[None].entity.recall == 1
    assert scores[None].chain.recall == 1
    other = statement(1, Form.INDIRECT, "the road was shut", "she", "said the", entity=None)
    assert score_forms([(coding(INDIRECT), coding(other))])[None].chain.recall == 0


RSD = "\n".join(
    "\t".join(cells)
    for cells in [
        ("1", "Ida Holm said", "0", "_", "_", "x|sid=1|y", "2", "attribution-positive_r", "_", "semantic-attribution_source-1-2-_;lexical-3-_"),
        ("2", "the road was shut", "0", "_", "_", "x|sid=1|y", "0", "ROOT", "_", "_"),
        ("3", "after the storm .", "1", "_", "_", "x|sid=1|y", "2", "context-circumstance_r", "_", "_"),
    ]
)


def test_gum_relations_are_read_and_scored(tmp_path: Path) -> None:
    words = "Ida Holm said the road was shut after the storm .".split()
    rows = [f"{n}\t{word}\t{word}\tX\tX\t_\t{n - 1}\tdep\t_\t_" for n, word in enumerate(words, start=1)]
    (tmp_path / "GUM_news_made.rsd").write_text(RSD, encoding="utf-8")
    (tmp_path / "GUM_news_made.conllu").write_text("# newpar\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    ((name, text, relations),) = list(documents(tmp_path))
    assert name == "GUM_news_made"
    (relation,) = relations
    assert "".join(text[i] for i in sorted(relation.content)).split() == "the road was shutafter the storm .".split()
    assert "".join(text[i] for i in sorted(relation.source)) == "IdaHolm"
    start = text.index("the road")
    told = Span(start=start, end=len(text) - 2, text=text[start : len(text) - 2])
    cue = Span(start=9, end=13, text="said")
    right = Statement(
        id="s1",
        form=Form.INDIRECT,
        act=Act.SAY,
        source=Span(start=0, end=8, text="Ida Holm"),
        source_kind=SourceKind.NAMED,
        chain=(),
        cue=(cue,),
        content=(told,),
        commitment=Commitment.ATTRIBUTED,
        status=Status.ASSERTED,
    )
    scores = score_relations(relations, (right,))
    assert (scores.content.f1, scores.found.recall, scores.source.recall) == (1, 1, 1)
    assert score_relations(relations, ()).content.f1 == 0
