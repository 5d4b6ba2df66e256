"""The closed lists of the record: the only words its fields may use (DESIGN, section 3; PLOVER; TimeML; FactBank)."""

from enum import StrEnum


class Basis(StrEnum):
    """Where a publication date came from, strongest first."""

    GIVEN = "given"
    METADATA = "metadata"
    DATELINE = "dateline"
    URL = "url"
    FEED = "feed"
    NONE = "none"


class Part(StrEnum):
    """The frame of a report: what stands around its story."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    OTHER = "other"


class Sector(StrEnum):
    """PLOVER's sectors of actors."""

    COP = "COP"
    GOV = "GOV"
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    PRM = "PRM"
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    OPP = "OPP"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"


class TimeType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How wide a time is."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class Role(StrEnum):
    """What a toponym does in its sentence."""

    LOCATION = "location"
    ACTOR = "actor"
    MODIFIER = "modifier"


class Form(StrEnum):
    """How a statement is reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    SUMMARY = "summary"


class Act(StrEnum):
    """The speech act or attitude that the cue expresses."""

    SAY = "say"
    ANNOUNCE = "announce"
    DECLARE = "declare"
    CLAIM = "claim"
    DENY = "deny"
    CONFIRM = "confirm"
    ACCUSE = "accuse"
    CRITICISE = "criticise"
    MOCK = "mock"
    THREATEN = "threaten"
    WARN = "warn"
    PROMISE = "promise"
    OFFER = "offer"
    DEMAND = "demand"
    REQUEST = "request"
    URGE = "urge"
    ORDER = "order"
    ASK = "ask"
    ANSWER = "answer"
    PRAISE = "praise"
    THANK = "thank"
    APOLOGISE = "apologise"
    PREDICT = "predict"
    ESTIMATE = "estimate"
    REPORT = "report"
    ALLEGE = "allege"
    CALL = "call"
    PURPORT = "purport"
    BELIEVE = "believe"
    DOUBT = "doubt"
    HOPE = "hope"
    WANT = "want"
    FEAR = "fear"
    AGREE = "agree"
    REFUSE = "refuse"
    EXPLAIN = "explain"
    SUGGEST = "suggest"


class SourceKind(StrEnum):
    """How a statement's source is named."""

    NAMED = "named"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    UNNAMED = "unnamed"
    DOCUMENT = "document"
    UNSTATED = "unstated"


class Authenticity(StrEnum):
    """A hedge on who is really speaking or acting."""

    PURPORTED = "purported"
    DISPUTED = "disputed"


class Commitment(StrEnum):
    """How far the reporter stands behind the content."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    DISTANCED = "distanced"
    PURPORTED = "purported"


class Status(StrEnum):
    """The standing that the source gives the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    THREATENED = "threatened"
    PROMISED = "promised"
    DIRECTIVE = "directive"
    PERFORMATIVE = "performative"
    DESIRED = "desired"
    PRESUPPOSED = "presupposed"
    PREDICTED = "predicted"
    QUESTIONED = "questioned"
    EVALUATION = "evaluation"
    AUTHORSHIP = "authorship"


class Factuality(StrEnum):
    """FactBank's values: certain, probable, possible; positive or negative; unknown."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAIN_NOT = "CT-"
    PROBABLE_NOT = "PR-"
    POSSIBLE_NOT = "PS-"
    UNKNOWN = "Uu"


class Realis(StrEnum):
    """Whether an event happened, as its last source has it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    HISTORICAL = "historical"
    FUTURE = "future"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    DIRECTED = "directed"


REAL = frozenset({Realis.OCCURRED, Realis.ONGOING, Realis.HISTORICAL})


class WhenBasis(StrEnum):
    """What an event's day rests on."""

    EXPRESSION = "expression"
    TENSE = "tense"
    RELEASE = "release"
    ANCHOR = "anchor"
    NONE = "none"


class Side(StrEnum):
    """Whose people or things a count counts."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    OTHER = "other"


class Relation(StrEnum):
    """How two events of one report hang together."""

    SAME = "same"
    ACCOUNT_OF = "account_of"
    PART_OF = "part_of"
    DENIES = "denies"


class Layer(StrEnum):
    """The layers of a coding; a gold annotation may hold some of them only."""

    ENTITIES = "entities"
    TIMES = "times"
    PLACES = "places"
    STATEMENTS = "statements"
    EVENTS = "events"
