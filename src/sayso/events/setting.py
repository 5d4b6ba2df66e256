"""What an event is read against: the report with its analysis, times, places, entities and statements."""

from dataclasses import dataclass
from functools import cached_property

from sayso.events.figures import Figure, find_figures
from sayso.events.trees import top_of
from sayso.language.analysis import Analysis
from sayso.records import Entity, Place, Report, Statement, TimeExpression, When
from sayso.vocabulary import Part, Role

Range = tuple[int, int]
FRAME = frozenset({Part.DATELINE, Part.CREDIT, Part.BYLINE})


@dataclass(frozen=True)
class Setting:
    """One report with everything that the rooms before this one have found in it. Its parts are only read."""

    report: Report
    analysis: Analysis
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The statements by their ids."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def parts(self) -> tuple[tuple[int, int, int, Statement], ...]:
        """Every span of every content as ``(size of the whole content, start, end, statement)``, the smallest content first."""
        found: list[tuple[int, int, int, Statement]] = []
        for statement in self.statements:
            size = sum(span.end - span.start for span in statement.content)
            found.extend((size, span.start, span.end, statement) for span in statement.content)
        return tuple(sorted(found, key=lambda row: row[:3]))

    @cached_property
    def cues(self) -> tuple[tuple[int, int, Statement], ...]:
        """Every span of every cue, in the order of the statements."""
        return tuple((span.start, span.end, statement) for statement in self.statements for span in statement.cue)

    @cached_property
    def headline(self) -> Range:
        """The characters of the headline that the text carries; empty where it carries none."""
        spans = [part for part in self.report.parts if part.part is Part.HEADLINE]
        if spans:
            return spans[0].start, spans[0].end
        title = self.report.headline
        return (0, len(title)) if title and self.report.text.startswith(title) else (0, 0)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every number that may count something."""
        return find_figures(self.analysis, self.times)

    @cached_property
    def located(self) -> tuple[tuple[Place, int], ...]:
        """Every place where something may happen, outside the frame, with the token that its name hangs by, in the order of the text."""
        frames = [(part.start, part.end) for part in self.report.parts if part.part in FRAME]
        found = []
        for place in self.places:
            first, last = self.analysis.within(place.start, place.end)
            framed = any(start <= place.start < end for start, end in frames) or self.report.text[place.start - 1 : place.start] == "("
            if place.role is Role.LOCATION and not framed and first < last:
                found.append((place, top_of(self.analysis, first, last)))
        return tuple(found)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The numbers of the sentences that hold an expression with an interval."""
        index = self.analysis.sentence_index
        spans = (self.analysis.within(time.start, time.end) for time in self.times if time.first or time.last)
        return frozenset(index[first] for first, last in spans if first < last)

    @cached_property
    def dates(self) -> dict[int, When]:
        """What is known so far of the time of each token (`sayso.events.when.stated` fills it)."""
        return {}

    @cached_property
    def owned(self) -> dict[frozenset[int], dict[int, list[Figure]]]:
        """Which figures belong to which predicates, as far as asked (`sayso.events.counts` fills it)."""
        return {}

    @cached_property
    def voices(self) -> dict[Range, bool]:
        """Which paragraphs and sentences speak in a voice that no statement explains, as far as asked (`sayso.events.standing` fills it)."""
        return {}

    def in_headline(self, token: int) -> bool:
        """Whether a token stands in the headline."""
        return self.headline[0] <= self.analysis.starts[token] < self.headline[1]
