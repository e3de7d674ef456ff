import type { EmergencyView } from '@healthcare/domain/emergencies';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { fileKey } from '../gateway/scope.ts';
import type { StoredDocument } from '../gateway/unite.ts';
import { faultOf } from '../log/fault.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Change } from '../store/database.ts';
import { type Followed, follow } from '../store/follow.ts';

/** Takes a file back from a workstation as soon as its person has ended the access (E4). What nobody ends runs out by itself. */
export class EmergenciesFollowed {
  readonly #feed: Followed;

  constructor(parts: {
    readonly emergencies: OpenDatabase;
    readonly sessions: Pick<Sessions, 'takeBack'>;
    readonly log: Logger;
  }) {
    const { emergencies, sessions, log } = parts;
    this.#feed = follow(emergencies.database, 'now', log, ({ doc }: Change<StoredDocument>) => {
      const { state, askedUnder, patientId } = doc as unknown as EmergencyView; // Folded by the descriptor before it was stored.
      if (state !== 'ended' || patientId === '') return;
      sessions
        .takeBack(askedUnder, fileKey(patientId))
        .catch((error: unknown) => log.error(faultOf(error), 'emergency access: taken back, not yet on the disk'));
    });
  }

  close(): void {
    this.#feed.cancel();
  }
}
