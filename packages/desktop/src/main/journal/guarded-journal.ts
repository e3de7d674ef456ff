import type { JournalEntry } from '../../api.ts';
import type { DiskGuard } from '../profile/disk-guard.ts';
import { PageRefusal } from '../reply-to-page.ts';
import { errorFacts, type ShellLog } from '../shell-log.ts';
import type { ActJournal } from './act-journal.ts';

export interface JournalParts {
  readonly open: () => Promise<ActJournal>;
  readonly guard: DiskGuard;
  readonly log: ShellLog;
}

/**
 * The journal as the page meets it. When a write fails it is opened anew, which finds out what reached the disk; on a full
 * disk the reserve is given away first; then the write is tried once more. What fails then is refused with a code.
 */
export class GuardedJournal {
  private parts: JournalParts;
  private journal: ActJournal;
  private reopening: Promise<ActJournal> | undefined;

  private constructor(parts: JournalParts, journal: ActJournal) {
    this.parts = parts;
    this.journal = journal;
  }

  static async open(parts: JournalParts): Promise<GuardedJournal> {
    const first = await parts.open().catch(async (error) => {
      if (!(isFull(error) && (await parts.guard.release()))) throw error;
      parts.log.warn('disk/reserve-released');
      return parts.open();
    });
    return new GuardedJournal(parts, first);
  }

  get damagedLines(): number {
    return this.journal.damagedLines;
  }

  append = (entry: JournalEntry) => this.twice((journal) => journal.append(entry));
  acknowledge = (ids: readonly string[]) => this.twice((journal) => journal.acknowledge(ids));
  pending = () => this.journal.pending();
  close = () => this.journal.close();

  /** Lets go of the file, which `open` then makes anew: what was in it is gone. */
  async startAnew(open: JournalParts['open']): Promise<void> {
    await this.journal.close();
    this.parts = { ...this.parts, open };
    this.journal = await open();
  }

  private async twice(write: (journal: ActJournal) => Promise<void>): Promise<void> {
    const used = this.journal;
    try {
      await write(used);
    } catch (error) {
      this.parts.log.error('journal/write-failed', errorFacts(error));
      try {
        await write(await this.anew(used, error));
      } catch (again) {
        this.parts.log.error('journal/write-failed-again', errorFacts(again));
        throw new PageRefusal(isFull(again) ? 'journal/disk-full' : 'journal/not-saved');
      }
    }
  }

  /** Several writes may fail together; the journal is opened once for all of them. */
  private anew(failed: ActJournal, error: unknown): Promise<ActJournal> {
    if (this.journal !== failed) return Promise.resolve(this.journal);
    this.reopening ??= this.reopen(failed, error).finally(() => {
      this.reopening = undefined;
    });
    return this.reopening;
  }

  private async reopen(failed: ActJournal, error: unknown): Promise<ActJournal> {
    if (isFull(error) && (await this.parts.guard.release())) this.parts.log.warn('disk/reserve-released');
    await failed.close().catch(() => {}); // its handle may be what failed
    this.journal = await this.parts.open();
    return this.journal;
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}
