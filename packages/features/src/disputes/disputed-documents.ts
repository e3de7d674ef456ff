import {
  aggregates,
  anyAggregate,
  type Dispute,
  disputesIn,
  mayAct,
  type Person,
  type Standpoint,
} from '@healthcare/domain';

/** Kinds of data whose facts people can disagree about, and by which act somebody decides. */
export const settledBy = {
  calls: 'settled',
  patients: 'settled',
  rooms: 'amended',
  staff: 'amended',
  wards: 'amended',
} as const;
export type DisputedKind = keyof typeof settledBy;

/** The entry by which this value of a field stands from now on; of patients, nothing (null) can be what stands (P10). */
export function settlingBy(
  db: DisputedKind,
  field: string,
  value: unknown,
): { readonly kind: string; readonly data: object } {
  if (value === null) return { kind: 'emptied', data: { facts: [field] } };
  return { kind: settledBy[db], data: { [field]: value } };
}

/** A document as far as disputes go. */
export interface WithStanding {
  readonly id: string;
  readonly standing: readonly Standpoint[];
}

/** A document about which people disagree. */
export interface Disputed<Document extends WithStanding = WithStanding> {
  readonly db: DisputedKind;
  readonly document: Document;
  readonly disputes: readonly Dispute[];
}

/** Those of the documents on which two people said different things while apart. */
export function disputedOf<Document extends WithStanding>(
  db: DisputedKind,
  documents: readonly Document[],
): readonly Disputed<Document>[] {
  return documents
    .map((document) => ({ db, document, disputes: disputesIn(document.standing) }))
    .filter(({ disputes }) => disputes.length > 0);
}

/** The rights table, asked for the act that decides about this document. */
export function maySettle({ db, document }: Disputed, person: Person): boolean {
  const aggregate = anyAggregate(aggregates[db] as never);
  const kind = settledBy[db];
  // Standing looks at the document and the person; of the act, only its kind is known yet.
  const act = { id: '', kind, at: '', by: { user: '', grant: '', workstation: '' }, after: [], data: {} };
  return mayAct(aggregate.rights, kind, person.role, aggregate.standing(document, act, person));
}
