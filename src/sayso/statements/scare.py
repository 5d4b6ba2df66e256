"""Marked words that nobody is presented as saying: labels, nicknames, titles, scare quotes."""

from sayso.statements.cues import STOPPED, Attribution
from sayso.statements.lexicon import word_class
from sayso.statements.scene import Quoted, Scene
from sayso.vocabulary import Act

LABEL = 4
SENTENCE = 8
TITLE = 14
LONGEST_LABEL = 4
SKIPPED = frozenset(["a", "an", "the"])


def is_label(scene: Scene, quoted: Quoted, found: Attribution | None) -> bool:
    """Whether the marked words are a label, a name or a title, given the cue that was found for them.

    A naming word before the marks decides (``so-called``, ``known as``); so does a name around them (``Juan “Fox” Sako``). Without
    a cue a few words without a stop are a label; after a verb of declaring, so are a few words that something is given as a name.
    """
    if found is not None and found.rule == "quote.noun":
        return False
    if _named(scene, quoted) or _nickname(scene, quoted):
        return True
    first, last = scene.inner(quoted)
    size = last - first
    stopped = scene.final(quoted) in STOPPED
    if found is None:
        clause = size > LABEL or bool(set(scene.words[first:last]) & scene.lexicon.pronouns)
        alone = _stands_alone(scene, quoted) and (stopped or (clause and not _is_title(scene, quoted)))
        return not alone and (size <= SENTENCE or _is_title(scene, quoted) or not scene.analysis.word(first)[0].isupper())
    if found.rule == "quote.headline":
        return size <= 1
    if found.rule == "quote.colon":
        ends = quoted.last == scene.end_of(quoted.last - 1) and scene.analysis.word(first)[0].isupper()
        return size <= LABEL and not stopped and not ends and not _stands_alone(scene, quoted)
    if found.rule in {"quote.embedded", "quote.distant"} and size > 1 and _is_title(scene, quoted):
        return True
    return found.cue is not None and (_given_name(scene, quoted, found) or _is_object(scene, quoted, found, size))


def is_wording(scene: Scene, quoted: Quoted) -> bool:
    """Whether marked words inside what somebody is reported to say are his own: several words that are no name, title or label."""
    first, last = scene.inner(quoted)
    return last - first > 1 and not (_named(scene, quoted) or _nickname(scene, quoted) or _is_title(scene, quoted))


def _named(scene: Scene, quoted: Quoted) -> bool:
    """Whether one of the naming words stands right before the marks, an article or adverb between them left out."""
    words = list(scene.words[max(0, quoted.first - 7) : quoted.first])
    while words and (words[-1] in SKIPPED or words[-1] == ","):
        words.pop()
    table = scene.lexicon.before
    return any(tuple(words[-length:]) in table for length in range(1, min(5, len(words)) + 1))


def _nickname(scene: Scene, quoted: Quoted) -> bool:
    """Whether the marks stand inside a name: ``Idris “the Baker” Sako``."""
    first, last = scene.inner(quoted)
    before, after = quoted.first - 1, quoted.last
    if last - first > LABEL or before < 0 or after >= len(scene.words) or scene.final(quoted) in STOPPED | {","}:
        return False
    if scene.analysis.sentence_index[before] != scene.analysis.sentence_index[after - 1]:
        return False
    left, right = scene.analysis.word(before), scene.analysis.word(after)
    return left[0].isupper() and right[0].isupper() and before not in scene.cues


def _is_title(scene: Scene, quoted: Quoted) -> bool:
    """Whether the marked words are capitalised as a title is."""
    first, last = scene.inner(quoted)
    words = [scene.analysis.word(token) for token in range(first, last) if scene.words[token][0].isalpha()]
    if not words or len(words) > TITLE or all(word.isupper() for word in words) or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word.lower() in word_class("small") for word in words)


def _given_name(scene: Scene, quoted: Quoted, found: Attribution) -> bool:
    """Whether a participle gives the marked words as a name (``a film called “My River”``)."""
    cue = found.cues[0][0]
    if found.cue is None or found.cue.act is not Act.CALL:
        return False
    if scene.parsed_at(cue):
        passive = scene.analysis.feature(cue, "VerbForm") == "Part" and scene.analysis.feature(cue, "Tense") == "Past"
        return passive and scene.analysis.deprels[cue] in {"acl", "amod"}
    return found.gap[0] == found.gap[1] == quoted.first and _is_title(scene, quoted)


def _stands_alone(scene: Scene, quoted: Quoted) -> bool:
    """Whether the quotation makes up its sentences: nothing but marks and stops around it."""
    start = scene.start_of(quoted.first)
    end = scene.end_of(quoted.last - 1)
    around = [*scene.words[start : quoted.first], *scene.words[quoted.last : end]]
    return not any(word[0].isalnum() for word in around)


def _is_object(scene: Scene, quoted: Quoted, found: Attribution, size: int) -> bool:
    """Whether the marked words name what a verb of declaring makes (``declared its “emirate”``)."""
    before = scene.words[quoted.first - 1] if quoted.first else ""
    if found.rule not in {"quote.embedded", "quote.adjacent"} or found.cue is None or found.cue.lemma not in scene.lexicon.objects:
        return False
    if size > LONGEST_LABEL or scene.final(quoted) in STOPPED:
        return False
    return before in word_class("label owners") or (
        before not in {",", ":", "that"} and before.isalpha() and quoted.last < len(scene.words) and size == 1
    )
