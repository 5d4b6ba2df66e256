"""News agencies: from what a dateline or credit line prints to the agency's name (``data/agencies.toml``)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SHORT = 5
LONGEST_NAME = 48
MOST_WORDS = 6
ABBREVIATION = re.compile(r"[A-Z]{2,7}\Z")
NOT_IN_NAMES = re.compile(r"[\d()\[\]{}<>\"“”;:!?]|\.\s")
ROLE = re.compile(r",?\s+(?:[Ss]taff\s+)?(?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?)\Z")


@dataclass(frozen=True, slots=True)
class Agencies:
    """The forms of agency names, and the words that end the names of agencies nobody has listed."""

    exact: dict[str, str]
    folded: dict[str, str]
    endings: frozenset[str]

    def known(self, printed: str) -> str | None:
        """The name of a listed agency, or None. White space and a role (``Associated Press Writer``) do not matter."""
        form = ROLE.sub("", " ".join(printed.split()))
        return self.exact.get(form) or self.folded.get(form.casefold())

    def likely(self, printed: str) -> bool:
        """Whether an unlisted name looks like an agency's: it ends in one of the words, or is an abbreviation in capitals."""
        words = printed.split()
        return is_name(printed) and (words[-1] in self.endings or (len(words) == 1 and ABBREVIATION.match(words[0]) is not None))


def is_name(printed: str) -> bool:
    """Whether a string could be the name of an agency at all: a few words, capitalised, no digits or brackets."""
    words = printed.split()
    return bool(words) and len(printed) <= LONGEST_NAME and len(words) <= MOST_WORDS and words[0][0].isupper() and not NOT_IN_NAMES.search(printed)


@cache
def load_agencies() -> Agencies:
    """The agencies that ship with Sayso."""
    raw = tomllib.loads(files(__package__).joinpath("data/agencies.toml").read_text(encoding="utf-8"))
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for entry in raw["agency"]:
        for form in (entry["name"], *entry["forms"]):
            exact[form] = entry["name"]
            if len(form) > SHORT:
                folded[form.casefold()] = entry["name"]
    return Agencies(exact=exact, folded=folded, endings=frozenset(raw["words"]["last"]))
