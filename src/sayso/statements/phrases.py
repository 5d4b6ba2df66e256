"""Noun phrases beside a cue: by the tree where there is one, else by their words."""

from sayso.statements.cues import is_linker
from sayso.statements.lexicon import word_class
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of, top_noun
from sayso.vocabulary import Kind

STOPS = frozenset({",", ":", ";", ".", "?", "!", "(", ")", "—", "–", "--"})
OBJECTS = frozenset({"them", "him", "us", "me"})
FULL_NAME = 2
LONGEST = 30
LONGEST_SPEAKER = 8


def bare_name(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A phrase that is a name, bare: without titles, article or what follows a person's name; other phrases as they are."""
    for name in scene.names_in(first, last):
        ahead = all(scene.analysis.word(token) in scene.lexicon.titles or scene.words[token] in {"-", "the"} for token in range(first, name.first))
        whole = name.kind is Kind.PERSON or name.last == last
        if name.first >= first and name.last <= last and ahead and name.kind is not Kind.GROUP and whole:
            return _untitled(scene, name.first, _name_end(scene, name.last, last))
    people = [name for name in scene.names_in(first, last) if first <= name.first and name.last == last and name.kind is Kind.PERSON]
    if people and not _genitive(scene, first, people[0].first):
        return people[0].first, last
    return _untitled(scene, first, last)


def _name_end(scene: Scene, position: int, last: int) -> int:
    """Where the capitals of a name end that was cut short."""
    while position < last and scene.analysis.word(position)[0].isupper():
        position += 1
    return position


def _untitled(scene: Scene, first: int, last: int) -> tuple[int, int]:
    position = first
    while position + 1 < last and scene.analysis.word(position) in scene.lexicon.titles:
        following = position + 2 if scene.words[position + 1] == "-" else position + 1
        if following >= last or not scene.analysis.word(following)[0].isupper():
            break
        position = following
    return position, last


def explained(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The person's name that explains a description before it (``its spokesman in the north, Ida Holm``); else the phrase itself."""
    if last + 1 < len(scene.words) and not scene.analysis.word(last - 1)[0].isupper() and scene.words[first] not in scene.lexicon.pronouns:
        begin = last + 1 if scene.words[last] == "," else last
        for name in scene.names_in(begin, begin + 1):
            if name.first == begin and name.kind is Kind.PERSON:
                return name.first, name.last
    return first, last


def _genitive(scene: Scene, first: int, last: int) -> bool:
    """Whether a preposition stands before a name inside a phrase (``a friend of Holm``)."""
    return any(scene.words[token] in word_class("prepositions") or scene.words[token] == "and" for token in range(first, last))


def phrase_after(scene: Scene, position: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token."""
    end = _limit(scene, position)
    first = position
    if first >= end or scene.words[first] in STOPS or scene.words[first] in word_class("no subject"):
        return None
    pause = next((token for token in range(first, min(first + LONGEST, end)) if scene.words[token] in STOPS), min(first + LONGEST, end))
    head = top_noun(scene, first, pause) if scene.parsed_at(first) else None
    if head is not None:
        found = phrase_of(scene, head)
        return found if found[0] >= first else (first, found[1])
    return _by_words(scene, first, end)


def _limit(scene: Scene, position: int) -> int:
    end = scene.end_of(position) if position < len(scene.words) else position
    return next((token for token in range(position, end) if scene.owner[token] >= 0), end)


def _by_words(scene: Scene, first: int, end: int) -> tuple[int, int] | None:
    """A phrase by its words: a name runs to the next word in lower case, a description to a stop or a clause."""
    words = scene.words
    if words[first] in scene.lexicon.pronouns or words[first] in OBJECTS or (words[first] == "her" and first + 1 >= end):
        return first, first + 1
    proper = scene.analysis.word(first)[0].isupper() and words[first] not in word_class("determiners")
    last = first
    while last < min(end, first + LONGEST) and words[last] not in STOPS and words[last] not in word_class("clause openers"):
        if proper and not _in_name(scene, last, end):
            break
        if not proper and last > first and (words[last] in word_class("phrase ends") or opens_phrase(scene, last)):
            break
        last += 1
    return _named_after_comma(scene, last, end) or ((first, last) if last > first else None)


def opens_phrase(scene: Scene, token: int) -> bool:
    """Whether a determiner opens a phrase of its own (``told the court | the idea …``)."""
    before = scene.words[token - 1]
    return scene.words[token] in word_class("determiners") and before not in word_class("prepositions") and before not in word_class("joints")


def _in_name(scene: Scene, token: int, end: int) -> bool:
    word = scene.analysis.word(token)
    if word[0].isupper() or word in {"-", "bin", "al", "de", "van", "von", "el", "’", "'"}:
        return True
    return word in {"of", "the", "for", "and", "'s", "’s"} and token + 1 < end and scene.analysis.word(token + 1)[0].isupper()


def _named_after_comma(scene: Scene, last: int, end: int) -> tuple[int, int] | None:
    """``the council’s secretary, Ida Holm,``: a description in lower case is followed by the name."""
    if last + 1 >= end or scene.words[last] != "," or scene.analysis.word(last - 1)[0].isupper():
        return None
    stop = last + 1
    while stop < end and _in_name(scene, stop, end) and scene.words[stop] != "the":
        stop += 1
    if stop - last - 1 < FULL_NAME or (stop < end and scene.words[stop] not in STOPS):
        return None
    return last + 1, stop


def noun_phrase(scene: Scene, first: int, last: int) -> int:
    """Where the core of a phrase ends: before its first preposition, relative or participle."""
    for token in range(first + 1, last):
        if scene.words[token] in word_class("prepositions") or scene.words[token] in {"who", "which", "that", ",", "briefed"}:
            return token
    return last


def phrase_before(scene: Scene, verb: int, *, whole: bool = False) -> tuple[int, int] | None:
    """The noun phrase that ends before a verb (or before a colon: ``whole``), by its words; asides between commas are jumped over."""
    start = scene.start_of(verb)
    last = verb
    while last > start and is_linker(scene.words[last - 1]):
        last -= 1
    if last > start and scene.words[last - 1] in {",", ")"}:
        last = _before_aside(scene, start, last - 1)
    first = last
    while first > start and last - first < LONGEST and scene.owner[first - 1] < 0:
        word = scene.words[first - 1]
        if word in STOPS or (word in word_class("joints") and not _joins_names(scene, first - 1, last)):
            break
        first -= 1
        alone = scene.words[first] in scene.lexicon.pronouns and first + 1 == last
        if alone and (first == start or scene.words[first - 1] not in word_class("prepositions")):
            return first, last
    fronted = first < last and scene.words[first] in word_class("prepositions")
    while first < last and (
        scene.words[first] in word_class("prepositions") or scene.words[first] in word_class("fronts") or is_linker(scene.words[first])
    ):
        first += 1
    core = _subject_core(scene, first, last)
    if core is None or (whole and core[1] - core[0] > LONGEST_SPEAKER):
        return None
    return _named_before(scene, *core, fronted=fronted)


def _subject_core(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The subject in the words before a verb: what comes before ``who``, or the last phrase where two stand side by side."""
    words = scene.words
    relative = next((token for token in range(first + 1, last) if words[token] in {"who", "which", "that"}), None)
    if relative is not None:
        return first, relative
    if any(words[token] in word_class("finite") for token in range(first, last)):
        return None
    for token in range(last - 1, first, -1):
        if (
            words[token] in word_class("determiners")
            and words[token - 1] not in word_class("prepositions")
            and words[token - 1] not in word_class("joints")
        ):
            return token, last
    return (first, last) if first < last else None


def _before_aside(scene: Scene, start: int, comma: int) -> int:
    """The end of the phrase before an aside (``Holm, who runs the port, said``)."""
    for token in range(comma - 1, start, -1):
        if scene.words[token] == ",":
            if (
                scene.words[token + 1] in {"who", "which", "whose", "a", "an", "the", "his", "her", "its", "their"}
                or scene.words[token + 1].isdigit()
            ):
                return token
            if not scene.analysis.word(token - 1)[0].isupper():
                return comma
            return token
    return comma


def _joins_names(scene: Scene, token: int, last: int) -> bool:
    return (
        scene.words[token] in {"and", "or"}
        and token + 1 < last
        and token > 0
        and scene.analysis.word(token + 1)[0].isupper() == scene.analysis.word(token - 1)[0].isupper()
    )


def _named_before(scene: Scene, first: int, last: int, *, fronted: bool) -> tuple[int, int]:
    """The name at the end of a phrase that begins with a description (``union leader Ida Holm``, ``in a letter Holm``)."""
    words = [scene.analysis.word(token) for token in range(first, last)]
    if words[0] in {"A", "An", "The"} or words[0][0].islower():
        run = last
        while run > first and _in_name(scene, run - 1, last):
            run -= 1
        if fronted and run < last:
            return run, last
        if (
            last - run >= FULL_NAME
            and not any(scene.words[t] in word_class("prepositions") for t in range(first, run))
            and run > first
            and words[0] not in {"A", "An", "The", "the"}
        ):
            return run, last
    return first, last
