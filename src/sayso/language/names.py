"""Names of one report made consistent: the same words are the same kind of name, and a name once found is found again.

A classifier sees one window; a report says the same name many times. Kinds are decided by the sum of the probabilities of all
occurrences, and an occurrence that the classifier missed is added where the very same words, in the same case, are mostly names.
"""

from collections import defaultdict
from collections.abc import Sequence

from sayso.language.analysis import Name
from sayso.vocabulary import Kind

SURE = 0.8  # mean probability from which a name is looked for elsewhere
LONGEST = 8
SHORTEST = 3  # characters of a one-word name that is looked for elsewhere


def agree(names: Sequence[Name], words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """The names after the vote, in the order of the text; spans never overlap and never cross sentences."""
    votes: dict[tuple[str, ...], dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[tuple(words[name.first : name.last])][name.kind] += name.score
    chosen = {key: max(kinds, key=lambda k: kinds[k]) for key, kinds in votes.items()}
    voted = [Name(n.first, n.last, chosen[tuple(words[n.first : n.last])], n.score) for n in names]
    return tuple(sorted([*voted, *_missed(voted, words, sentences)], key=lambda n: n.first))


def _missed(names: Sequence[Name], words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[Name]:
    """Occurrences of well-supported names that were not found."""
    taken = [False] * len(words)
    best: dict[tuple[str, ...], Name] = {}
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for name in names:
        key = tuple(words[name.first : name.last])
        found[key] += 1
        if key not in best or name.score > best[key].score:
            best[key] = name
        for i in range(name.first, name.last):
            taken[i] = True
    wanted = {
        key: name
        for key, name in best.items()
        if name.score >= SURE and len(key) <= LONGEST and (len(key) > 1 or len(key[0]) >= SHORTEST) and key[0][:1].isupper()
    }
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(wanted, key=len, reverse=True):
        starts[key[0]].append(key)
    added: list[tuple[tuple[str, ...], int]] = []
    for first, last in sentences:
        for i in range(first, last):
            for key in starts.get(words[i], ()):
                end = i + len(key)
                inside = end <= last and not any(taken[i:end]) and tuple(words[i:end]) == key
                if inside and not (i > first and taken[i - 1] and words[i - 1][0].isupper()):
                    added.append((key, i))
                    for j in range(i, end):
                        taken[j] = True
                    break
    missed: dict[tuple[str, ...], int] = defaultdict(int)
    for key, _ in added:
        missed[key] += 1
    return [Name(i, i + len(key), wanted[key].kind, round(wanted[key].score * 0.75, 4)) for key, i in added if found[key] >= missed[key]]
