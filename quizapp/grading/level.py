"""What a drill asks for, and what each part of an arrow is worth in it."""

from enum import StrEnum

from msgspec import Struct


class LevelKind(StrEnum):
    """How much of the diagram is there before one begins."""

    MISSING_EDGES = "missing-edges"
    LABELS = "labels"
    """The arrows are given, their labels are missing and written from memory."""
    PLACE_LABELS = "place-labels"
    """The arrows are given, and so are the labels, mixed up; they are put back."""
    STATES_GIVEN = "states-given"
    BLANK_PAGE = "blank-page"

    @property
    def gives_arrows(self) -> bool:
        """Tell whether every arrow is there, and only labels are asked."""
        return self in (LevelKind.LABELS, LevelKind.PLACE_LABELS)

    @property
    def is_from_memory(self) -> bool:
        """Tell whether every arrow is to be drawn, and none is there."""
        return self in (LevelKind.STATES_GIVEN, LevelKind.BLANK_PAGE)


class Strictness(StrEnum):
    """How closely an arrow is looked at."""

    BEGINNER = "beginner"
    """States and events; what is sent is not asked, and only the main path counts whole."""
    STANDARD = "standard"
    EXPERT = "expert"
    """Also the condition, where one decides."""


class Shares(Struct, frozen=True):
    """What the parts of an arrow are worth; all but the first need the right event."""

    endpoints: float
    event: float
    sends: float
    guard: float = 0.0

    def without_endpoints(self) -> "Shares":
        """Return the shares where the arrows are given: only the label is worth anything."""
        label = self.event + self.sends + self.guard
        return Shares(0.0, self.event / label, self.sends / label, self.guard / label)


STANDARD_SHARES = Shares(0.5, 0.3, 0.2)

SHARES = {
    Strictness.BEGINNER: Shares(0.6, 0.4, 0.0),
    Strictness.STANDARD: STANDARD_SHARES,
    Strictness.EXPERT: Shares(0.4, 0.3, 0.2, 0.1),
}


class Level(Struct, frozen=True):
    """What is to be drawn, how strictly it is marked, and in what time."""

    kind: LevelKind = LevelKind.BLANK_PAGE
    role: str = ""
    """The part of the diagram asked for; empty for the whole."""
    strictness: Strictness = Strictness.STANDARD
    limit: int | None = None
    """Seconds; ``None`` for as long as it takes."""
    size: int = 0
    """How many arrows are taken out, if only some are."""

    @property
    def shares(self) -> Shares:
        """What the parts of an arrow are worth at this level."""
        shares = SHARES[self.strictness]
        return shares.without_endpoints() if self.kind.gives_arrows else shares
