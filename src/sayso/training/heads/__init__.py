"""The registry of heads: one line each; all are trained together over the shared encoder."""

from sayso.training.heads.attribution import attribution
from sayso.training.heads.base import Batch, Head
from sayso.training.heads.coreference import Coreference
from sayso.training.heads.events import events
from sayso.training.heads.names import Names
from sayso.training.heads.tags import Tags, feats, lemma, upos, xpos
from sayso.training.heads.trees import Trees


def registry() -> tuple[Head, ...]:
    """All heads, new and untrained."""
    return (
        Tags("upos", upos, 2.0),
        Tags("xpos", xpos, 0.5),
        Tags("feats", feats, 0.6),
        Tags("lemma", lemma, 0.8),
        Trees(),
        Names(),
        Coreference(),
        attribution(),
        events(),
    )


__all__ = ["Batch", "Head", "registry"]
