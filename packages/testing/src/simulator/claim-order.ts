import type { Entry } from '@healthcare/domain';
import type { Change, Stored, StoredDocument } from '@healthcare/sync-server/parts';
import { isAnswer } from './invariants.ts';

interface Claim {
  readonly id: string;
  readonly stay: string;
  /** Of the server, in which it came. */
  readonly life: number;
  /** Of the write that brought it. */
  readonly firstSeq: number;
  /** Of the last write of its stay while it waited. */
  lastSeq: number;
  answer?: { readonly seq: number; readonly at: string };
}

/**
 * A2, looked at from outside: claims are answered in the order in which the server received them. Those that wait when it is killed are
 * not looked at: of the answers under way then, some may be on the disk.
 */
export class ClaimOrder {
  readonly #claims = new Map<string, Claim>();

  /** Told of every write of a stay, in the order of the feed; answers what is out of order. */
  written({ seq, id: stay, doc }: Change<Stored>, life: number): string | undefined {
    const entries = (doc as StoredDocument).entries as readonly Entry[];
    const answers = new Map(entries.filter(isAnswer).map((entry) => [entry.data.claim, entry]));
    let wrong: string | undefined;
    for (const { id, kind } of entries) {
      if (kind !== 'claimed') continue;
      const claim = this.#claims.get(id) ?? { id, stay, life, firstSeq: seq, lastSeq: seq };
      this.#claims.set(id, claim);
      const answer = answers.get(id);
      if (claim.answer || claim.life !== life) continue;
      if (answer) claim.answer = { seq, at: answer.at };
      else claim.lastSeq = seq;
      if (answer) wrong ??= this.#overtaken(claim);
    }
    return wrong;
  }

  /** Answers of one sitting are written in any order, and stamped in theirs. */
  #overtaken(claim: Claim): string | undefined {
    for (const other of this.#claims.values()) {
      if (other.stay === claim.stay || !other.answer) continue;
      const wrong = overtook(claim, other) ?? overtook(other, claim);
      if (wrong) return wrong;
    }
    return undefined;
  }
}

function overtook(later: Claim, earlier: Claim): string | undefined {
  if (!(later.answer && earlier.answer) || earlier.lastSeq >= later.firstSeq) return undefined;
  const before = later.answer.seq < earlier.answer.seq && later.answer.at < earlier.answer.at;
  return before ? `claim ${later.id} was answered before ${earlier.id}, which came first` : undefined;
}
