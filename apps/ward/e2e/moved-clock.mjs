// Loaded before the server of a journey: the clock of its machine stands so many ms (file `MOVED_CLOCK`) from the real one.
import { readFileSync } from 'node:fs';

const byMs = Number(readFileSync(String(process.env.MOVED_CLOCK), 'utf8'));
const Real = Date;

globalThis.Date = class Moved extends Real {
  /** @param {...unknown} at */
  constructor(...at) {
    super(...(at.length === 0 ? [Real.now() + byMs] : at));
  }

  static now() {
    return Real.now() + byMs;
  }
};
