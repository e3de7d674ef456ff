import { z } from 'zod';

/** Where a workstation keeps what it knows of the time: one text. A place that takes nothing may throw. */
export interface TimePlace {
  read(): string | null;
  write(text: string): void;
}

/** The time of the hospital, as far as this workstation knows it, whatever its own clock says. */
export interface KnownTime {
  /** Wall ms of the server. Never goes back, but by the server's own word. */
  now(): number;
  /** The server has told its time, wall ms. */
  heard(serverMs: number): void;
}

export interface Clocks {
  /** What the machine says, wall ms: anybody can set it. */
  readonly wall: () => number;
  /** Ms since some moment of this page: nobody can set it, and it may stand still while the machine sleeps. */
  readonly steady: () => number;
}

const Kept = z.object({
  /** The latest time that was ever known here, wall ms of the server. */
  highestMs: z.number(),
  /** By how much the server was ahead of this machine's clock when it last told its time (ms). */
  aheadMs: z.number(),
});

/** A computer that is switched off forgets at most this much of the time that has passed (ms). */
const KEPT_EVERY_MS = 60_000;

/**
 * Goes by what the server said last and by how long ago that was; the machine's own clock counts only as far as it says that it is later, for
 * the time in which the machine slept or was off. So a clock set back gains nothing, also across restarts, and one that is always wrong does no
 * harm once the server was heard. A clock that is set ahead while the server is away may end something early, until the server is heard.
 */
export function knownTimeIn(
  place: TimePlace,
  { wall, steady }: Clocks = { wall: Date.now, steady: () => performance.now() },
): KnownTime {
  const kept = keptIn(place);
  let aheadMs = kept?.aheadMs ?? 0;
  let known = { ms: Math.max(kept?.highestMs ?? 0, wall() + aheadMs), steadyMs: steady() };
  let writtenMs = kept?.highestMs ?? 0;
  const keep = () => {
    writtenMs = known.ms;
    try {
      place.write(JSON.stringify({ highestMs: Math.round(known.ms), aheadMs: Math.round(aheadMs) }));
    } catch {
      // A full disk: known for as long as the page lives.
    }
  };
  return {
    now() {
      const steadyMs = steady();
      known = { ms: Math.max(known.ms + (steadyMs - known.steadyMs), wall() + aheadMs), steadyMs };
      if (known.ms - writtenMs >= KEPT_EVERY_MS) keep();
      return known.ms;
    },
    heard(serverMs) {
      aheadMs = serverMs - wall();
      known = { ms: serverMs, steadyMs: steady() };
      keep();
    },
  };
}

function keptIn(place: TimePlace): z.infer<typeof Kept> | undefined {
  try {
    return Kept.safeParse(JSON.parse(place.read() ?? '')).data;
  } catch {
    return undefined; // nothing yet, or not ours
  }
}
