import type { Logger } from 'pino';
import type { Change, Database, Feed, Stored } from './database.ts';

export interface Followed {
  cancel(): void;
}

/** Tells every change of a database behind `since`, in order. A feed that breaks goes on after the last row it gave. */
export function follow<Document extends Stored>(
  database: Database<Document>,
  since: number | 'now',
  log: Logger,
  told: (change: Change<Document>) => void,
): Followed {
  let last = since;
  let again: Followed | undefined;
  const feed: Feed<Document> = database
    .changes({ since, live: true, include_docs: true })
    .on('change', (change: Change<Document>) => {
      last = change.seq;
      told(change);
    })
    .on('error', (error) => {
      log.error({ db: database.name, error: error instanceof Error ? error.name : 'unknown' }, 'live feed broke');
      again = follow(database, last, log, told);
    });
  return {
    cancel: () => {
      feed.cancel();
      again?.cancel();
    },
  };
}
