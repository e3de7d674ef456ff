import type { Enrolled, WorkstationStanding } from '@healthcare/protocol';
import type { SyncState } from '@healthcare/replica';
import { forgetEnrolled, placedAnew } from './enrolled.tsx';
import type { Identity } from './identity.ts';
import type { OwnStorage } from './own-storage.ts';

/** As much of the state of sync as the server is told. */
type Heard = Pick<SyncState, 'link' | 'unsent' | 'sealed' | 'sessionOver'>;

/** Whom it tells what it has heard. */
interface Told {
  readonly takenAway: () => void;
  /** It has another name, or other wards. */
  readonly placed: (now: Enrolled) => void;
  /** What the server has answered; undefined: nothing, and time has passed. */
  readonly stood: (stands: WorkstationStanding | undefined) => void;
}

const LOOK_EVERY_MS = 60_000;
const TAKEN_AWAY = 'workstation/revoked';

/** Tells the server now and then how this workstation stands, and hears whether it was taken away. */
export class Watch {
  readonly #identity: Identity;
  readonly #profile: OwnStorage;
  readonly #takenAway: () => void;
  readonly #placed: Told['placed'];
  readonly #stood: Told['stood'];
  readonly #ended = new AbortController();
  #heard: Heard = { link: 'starting', unsent: 0, sealed: true, sessionOver: null };

  constructor(identity: Identity, profile: OwnStorage, { takenAway, placed, stood }: Told) {
    this.#identity = identity;
    this.#profile = profile;
    this.#takenAway = takenAway;
    this.#placed = placed;
    this.#stood = stood;
    const { signal } = this.#ended;
    const looking = setInterval(() => void this.look(), LOOK_EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(looking));
    addEventListener('online', () => void this.look(), { signal });
  }

  /** The state of sync, as it changes. */
  heard(state: Heard): void {
    const before = this.#heard;
    this.#heard = state;
    // Back on the line, or under other scopes: perhaps it stands elsewhere now.
    if (state.link === 'live' && before.link === 'catching-up') void this.look();
    if (state.sessionOver !== before.sessionOver && state.sessionOver !== null) this.told(state.sessionOver);
  }

  /** A problem that the server has answered with. */
  told(code: string): void {
    if (code === TAKEN_AWAY || code === 'session/not-on-this-ward') void this.look();
  }

  async look(): Promise<void> {
    const { sealed, unsent } = this.#heard;
    const stands = await this.#identity.door.contact({
      version: this.#identity.version,
      unsent: sealed ? null : unsent,
    });
    if (this.#ended.signal.aborted) return;
    this.#stood(stands.ok ? stands.value : undefined);
    if (stands.ok && isTakenAway(stands.value.state)) {
      this.stop();
      this.#takenAway();
    }
    const placed = stands.ok ? placedAnew(this.#profile, stands.value) : undefined;
    if (placed) this.#placed(placed);
    // A server that does not know it any more: it asks for a code at its next start, and what is kept here stays.
    if (!stands.ok && isUnknownBy(stands.code)) forgetEnrolled(this.#profile);
  }

  stop(): void {
    this.#ended.abort();
  }
}

/** A clock that jumps says nothing about the enrolment (N13). */
function isUnknownBy(code: string): boolean {
  return code.startsWith('workstation/') && code !== 'workstation/proof-late';
}

/** One that has said before that it was wiped, and was killed before it had forgotten everything, does it again. */
function isTakenAway(state: WorkstationStanding['state']): boolean {
  return state === 'revoked' || state === 'wiped';
}
