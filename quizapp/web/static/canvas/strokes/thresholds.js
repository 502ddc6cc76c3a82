/**
 * Every number the recogniser decides by, with its reason.
 *
 * Lengths are CSS pixels on the screen, whatever the zoom: a hand is as exact as the screen is
 * large. Angles are degrees, shares lie between 0 and 1, and costs say how far a stroke is from
 * the perfect example of a reading: 0 is perfect, 1 is refused.
 */

/** Even steps of a stroke: half of what tremor moves a pen, so that no corner is lost. */
export const STEP = 2;

/** Directions are taken over this length: longer than tremor (1-2), shorter than a barb (8). */
export const CHORD = 7;

export const HOOK = {
  /** A pen that lands or lifts off drags sideways by at most this, */
  length: 10,
  /** turning by at least so much. */
  turn: 70,
  /** A shorter stroke may be all hook: nothing is cut off. */
  worth: 70,
};

export const TAP = {
  /** A mouse clicks within 3, a pen slides up to 6, a finger rolls up to 9: surely a tap. */
  sure: 6,
  touchSure: 9,
  /** Up to here it is a tap unless it looks like a barb. */
  extent: 11,
  touchExtent: 14,
  /** What a tap may miss an edge's line by. */
  reach: 9,
};

export const CLOSED = {
  /** The ends may miss each other by this share of the way: a "C" misses by a quarter. */
  gap: 0.22,
  /** They may gape by this share of the width or height: a "U" is open all across. */
  mouth: 0.6,
  /** What runs over the closing point, at either end: the tail of a "6" or a "Q" is longer. */
  tail: 0.22,
  /** Area over that of the convex hull: a box with round corners has 1, an "8" has 0. */
  fill: 0.6,
  /** A lasso winds between states, so it may be bent inwards. */
  lassoFill: 0.35,
  /** Times round: twice over the same ring is a habit, three times is a scribble. */
  turns: 2.4,
  /** A state has room for a name; what is smaller is writing: an "O", a "0", a full stop. */
  longSide: 34,
  shortSide: 18,
};

export const ENCLOSED = {
  /** A state is in the lasso if this share of its box is. */
  share: 0.7,
  /** This much of it inside, and the stroke is no clean state of its own either. */
  touched: 0.3,
  /** So much ink within one box is writing or a slip, not drawing. */
  ink: 0.75,
};

export const EDGE = {
  /** How far from a state an end may lie: half the gap people leave between states. */
  reach: 26,
  /** How far it may lie if it points straight at the state. */
  aim: 44,
  /** What is shorter is a slip between two states that nearly touch. */
  length: 10,
  /** Swings to and fro that a bent line may have: an "S" has 2. */
  swings: 3,
  /** A bow flatter than this, in pixels and as a share of the chord, was meant straight. */
  flat: 8,
  flatShare: 0.045,
};

export const LOOP = {
  /** A self-loop goes at least so far out of its state, */
  excursion: 13,
  /** and freely so far: in between it may be the head of an edge. */
  free: 26,
  /** It leaves and enters by the border rather than along it (cosine with the normal). */
  upright: 0.2,
};

export const HEAD = {
  /** Turning back by more than this is a barb: a right-angled edge turns by 90. */
  turn: 108,
  /** How far barbs reach from the tip. */
  reach: 34,
  /** All the ink of a head: two barbs, each drawn to and fro. */
  ink: 130,
};

export const ARROWHEAD = {
  /** The size of a head drawn by itself. */
  smallest: 5,
  largest: 46,
  /** How far its tip may lie from the end of the edge. */
  reach: 22,
  /** A "V" turns at least so much at its tip; a single barb turns less than this. */
  turn: 55,
  /** A filled head is a scribble no larger than this. */
  filled: 34,
  /** So much ink in a state is something written there, unless it is as near as this. */
  ink: 0.8,
  near: 12,
  /** Milliseconds after the edge: later, nobody is finishing an arrow. */
  time: 6000,
};

export const SCRIBBLE = {
  /** Turning points: "W", "M" and "Z" have fewer than a scratching-out. */
  swings: 4,
  /** Loops of a coil. */
  turns: 2.5,
  /** A swing counts from this length on, and this share of the longest. */
  swing: 8,
  swingShare: 0.25,
  /** Ink over the diagonal: a line has 1, an "S" of an edge 1.2. */
  density: 1.35,
  /** So dense that one swing less will do: four long passes to and fro through a name. */
  dense: 3.3,
  /** An edge is meant if it is crossed at least twice and half as often as any other. */
  crossings: 2,
  share: 0.5,
  /** An edge is meant too if it runs through the scribble for this share of its diagonal. */
  along: 0.35,
  /** A state is meant if this share of the ink runs through it, */
  ink: 0.3,
  /** or if so much of its box lies within the scribble's hull. */
  cover: 0.45,
};

/** A reading dearer than this is not acted upon. */
export const REFUSED = 0.62;
