"""Which candidates are toponyms: a logistic model over named features, then a vote over the occurrences of one name.

Features come from `sayso.places.context`; weights from ``data/weights.toml``, fitted on development data by
`sayso.evaluation.place_weights`. A decision is explained by the features that are not zero.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.errors import InstallError
from sayso.places.candidates import Candidate
from sayso.places.context import Features, Page, features_of
from sayso.places.facts import data_folder


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted numbers: one table for each model; ``unread`` recognises where the language layer found no names."""

    recognition: Mapping[str, float]
    unread: Mapping[str, float]
    vote: Mapping[str, float]
    ranking: Mapping[str, float]
    calibration: Mapping[str, float]
    limits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A candidate that was taken for a toponym, with the probability that it is one and the features that speak for and against it."""

    candidate: Candidate
    probability: float
    features: Features


@cache
def weights() -> Weights:
    """The fitted weights. Raises `InstallError` (S402) where the file is damaged."""
    try:
        loaded = tomllib.loads((data_folder() / "weights.toml").read_text(encoding="utf-8"))
        return Weights(**{name: loaded[name] for name in ("recognition", "unread", "vote", "ranking", "calibration", "limits")})
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise InstallError("S402", "the weights of places cannot be read.", where="weights.toml", fix="Reinstall Sayso.") from error


def sigmoid(x: float) -> float:
    """The logistic function, safe for large arguments."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def recognise(page: Page) -> tuple[Toponym, ...]:
    """The toponyms of a page, demonyms not among them, in the order of the text."""
    model = weights()
    judged = [(c, features_of(page, i)) for i, c in enumerate(page.candidates) if not c.demonym]
    table = model.recognition if page.analysis is not None and page.analysis.names else model.unread
    first = [sum(table.get(name, 0.0) * value for name, value in f.items()) for _, f in judged]
    others = votes([c.key for c, _ in judged], first)
    found = []
    for (candidate, features), own, vote in zip(judged, first, others, strict=True):
        probability = sigmoid(model.vote["bias"] + model.vote["own"] * own + model.vote["elsewhere"] * vote)
        if probability >= model.limits["recognition"]:
            found.append(Toponym(candidate, probability, features))
    return tuple(found)


def votes(keys: list[str], scores: list[float]) -> list[float]:
    """For each candidate the highest probability among the other occurrences of its name; one half where there is none."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        places[key].append(number)
    found = [0.0] * len(keys)
    for numbers in places.values():
        ranked = sorted(numbers, key=lambda n: -scores[n])
        for number in numbers:
            other = next((n for n in ranked if n != number), None)
            found[number] = sigmoid(scores[other]) - 0.5 if other is not None else 0.0
    return found
