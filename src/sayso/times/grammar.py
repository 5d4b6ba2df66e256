r"""The grammar: rules read from TOML and compiled into one trie a class.

A pattern is a sequence of words and classes: ``[the] <month> (of|,) <YEAR>``. ``<name>`` matches a class of the lexicon or, in
capitals, of the grammar, and captures it (``<day=first>`` under another name); ``[...]`` may be left out; ``(a|b)`` is a choice;
``\(`` and ``\)`` are the marks themselves.
Classes of the grammar are matched in the order of ``order``, so that a rule may use those before its own and patterns never recurse.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sayso.times.lexicon import split

FILES = ("calendar.toml", "deictic.toml", "clock.toml", "vague.toml", "amounts.toml")
_PART = re.compile(r"\\[()]|[\[\]()|]|<[^>]+>|[^\s\[\]()|<>]+")
Element = tuple[str, str]  # ("word", the word) or (class, name of the capture)
LIMIT = 4096


@dataclass(frozen=True)
class Rule:
    """One rule: what it yields, how its meaning is made, and the words that must or must not stand around it."""

    id: str
    yields: str
    make: str
    patterns: tuple[str, ...]
    settings: dict[str, object]
    final: bool
    before: frozenset[str]
    after: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    examples: tuple[tuple[str, ...], ...]
    rank: int


@dataclass
class Node:
    """A state of the trie of a class."""

    words: "dict[str, Node]" = field(default_factory=dict)
    classes: "dict[Element, Node]" = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Grammar:
    """The tries by class in the order of matching, the unions of classes, and the rules."""

    tries: dict[str, Node]
    unions: dict[str, tuple[str, ...]]
    rules: tuple[Rule, ...]


@cache
def load_grammar(folder: Path) -> Grammar:
    """The grammar in the TOML files of a folder. Raises ``ValueError`` on a pattern that cannot be read."""
    lists = tomllib.loads((folder / "lexicon.toml").read_text(encoding="utf-8"))["lists"]
    head = tomllib.loads((folder / "grammar.toml").read_text(encoding="utf-8"))
    rules: list[Rule] = []
    for name in FILES:
        for row in tomllib.loads((folder / name).read_text(encoding="utf-8"))["rule"]:
            rules.append(_rule(row, lists, len(rules)))
    tries = {name: Node() for name in head["order"]}
    for rule in rules:
        for pattern in rule.patterns:
            for sequence in expand(pattern):
                _insert(tries[rule.yields], sequence, rule)
    unions: dict[str, list[str]] = {}
    for union, members in head["unions"].items():
        for member in members:
            unions.setdefault(member, []).append(union)
    return Grammar(tries=tries, unions={name: tuple(found) for name, found in unions.items()}, rules=tuple(rules))


def _rule(row: dict[str, object], lists: dict[str, list[str]], rank: int) -> Rule:
    def words(key: str) -> frozenset[str]:
        found: set[str] = set()
        given = row.get(key, [])
        for word in given if isinstance(given, list) else []:
            found.update(lists[word[1:]] if word.startswith("@") else [word])
        return frozenset(found)

    patterns, settings, examples = row["patterns"], row.get("with", {}), row.get("examples", [])
    if not isinstance(patterns, list) or not isinstance(settings, dict) or not isinstance(examples, list):
        msg = f"rule {row.get('id')}: patterns and examples must be lists, with a table"
        raise TypeError(msg)
    return Rule(
        id=str(row["id"]),
        yields=str(row["yields"]),
        make=str(row["make"]),
        patterns=tuple(patterns),
        settings=settings,
        final=bool(row.get("final", True)),
        before=words("before"),
        after=words("after"),
        not_before=words("not_before"),
        not_after=words("not_after"),
        examples=tuple(tuple(example) for example in examples),
        rank=rank,
    )


def expand(pattern: str) -> list[tuple[Element, ...]]:
    """The sequences of elements that a pattern stands for. Raises ``ValueError`` on unbalanced brackets or too many sequences."""
    parts = _PART.findall(pattern)
    sequences, end = _choice(parts, 0)
    if end != len(parts) or len(sequences) > LIMIT:
        msg = f"cannot read the pattern {pattern!r}"
        raise ValueError(msg)
    return list(dict.fromkeys(sequence for sequence in sequences if sequence))


def _choice(parts: list[str], at: int) -> tuple[list[tuple[Element, ...]], int]:
    """Sequences of the alternatives from a part of the pattern up to the bracket that closes them."""
    options: list[tuple[Element, ...]] = []
    current: list[tuple[Element, ...]] = [()]
    while at < len(parts) and parts[at] not in {")", "]"}:
        part = parts[at]
        if part == "|":
            options += current
            current = [()]
            at += 1
            continue
        if part in {"(", "["}:
            inner, at = _choice(parts, at + 1)
            if part == "[":
                inner = [*inner, ()]
        else:
            inner = [_element(part)]
        current = [left + right for left in current for right in inner]
        at += 1
    return options + current, at


def _element(part: str) -> tuple[Element, ...]:
    if part.startswith("<"):
        kind, _, name = part[1:-1].partition("=")
        return ((kind, name or kind),)
    return tuple(("word", word) for word in split(part.removeprefix("\\")))


def _insert(node: Node, sequence: tuple[Element, ...], rule: Rule) -> None:
    for kind, name in sequence:
        if kind != "word":
            node.kinds.add(kind)
        node = node.words.setdefault(name, Node()) if kind == "word" else node.classes.setdefault((kind, name), Node())
    if rule not in node.rules:
        node.rules.append(rule)
