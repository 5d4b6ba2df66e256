"""Report to `Analysis`: tokens, sentences, tags, trees, names, coreference, quotation marks."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.language.analyser import Analyser
    from sayso.language.analysis import Analysis, Mention, Name, Quotation

__all__ = ["Analyser", "Analysis", "Mention", "Name", "Quotation"]


def __getattr__(name: str) -> Any:
    if name == "Analyser":
        from sayso.language.analyser import Analyser  # noqa: PLC0415

        return Analyser
    if name in __all__:
        from sayso.language import analysis  # noqa: PLC0415

        return getattr(analysis, name)
    raise AttributeError(name)
