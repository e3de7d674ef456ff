import { mayAct, type Person } from '@healthcare/domain';
import { type RecordAct, type RecordView, recordRights } from '@healthcare/domain/records';

/** The rights table, asked for an act on a record of these wards that this person may have added. */
export function mayActOnRecord(
  act: RecordAct,
  person: Person,
  { wards, addedBy }: Pick<RecordView, 'wards'> & Partial<Pick<RecordView, 'addedBy'>>,
): boolean {
  const ward = wards.some((one) => person.wards.includes(one));
  return mayAct(recordRights, act, person.role, { own: addedBy === person.user, ward });
}
