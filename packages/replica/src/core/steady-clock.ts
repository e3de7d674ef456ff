import { Clock, HEARD_AHEAD_MS, stampMs } from '@healthcare/domain';

/** What the core needs of a hybrid clock. */
export type StampClock = Pick<Clock, 'next' | 'hear'>;

/**
 * A workstation's clock that gets well again: when the machine's clock was days ahead and has been set right, stamps follow it
 * back, or everything written from then on would be refused as from the future. History, not the clock, keeps the order.
 */
export function steadyClock(workstation: string, now: () => number): StampClock {
  let clock = new Clock(workstation, now);
  return {
    hear: (at) => clock.hear(at),
    next: () => {
      const at = clock.next();
      if (stampMs(at) - now() <= HEARD_AHEAD_MS) return at;
      clock = new Clock(workstation, now);
      return clock.next();
    },
  };
}
