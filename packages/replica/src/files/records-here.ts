import type { FileFacts, RecordView } from '@healthcare/domain/records';
import type { Observable } from 'rxjs';
import type { Added, Held } from '../replica.ts';

/** What files need to know of the records of this workstation. */
export interface RecordsHere {
  /** Undefined when this workstation does not hold it. */
  read(id: string): Promise<Held<RecordView> | undefined>;
  add(id: string, facts: FileFacts): Promise<Added>;
  /** Did the server refuse an entry of this record, and has somebody dealt with that? Undefined: it refused none. */
  refusal(id: string): Promise<'standing' | 'dismissed' | undefined>;
  /** Ids of records that changed or left, or of which an entry was refused or dealt with. */
  readonly changed: Observable<string>;
}
