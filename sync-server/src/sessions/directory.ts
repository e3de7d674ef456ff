import type { MemberView } from '@healthcare/domain/staff';
import type { Logger } from 'pino';
import type { StoredDocument } from '../gateway/unite.ts';
import { faultOf } from '../log/fault.ts';
import type { Database } from '../store/database.ts';
import { follow } from '../store/follow.ts';
import type { Accounts } from './accounts.ts';
import type { Assignment } from './assignment.ts';
import type { Sessions } from './sessions.ts';

export interface DirectoryParts {
  readonly staff: Database<StoredDocument>;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly log: Logger;
}

export interface Directory {
  /** Is this person's place decided by the staff directory? */
  has(user: string): boolean;
  /** Role and wards as the directory has them for somebody who works here; undefined for everybody else. */
  placeOf(user: string): Promise<Assignment | undefined>;
  /** Stops listening; resolves when what was heard is done. */
  close(): Promise<void>;
}

/** One document of the directory, as far as it decides about an account. */
interface Member extends Assignment, Pick<MemberView, 'person' | 'state'> {
  /** Who wrote the role that is shown. */
  readonly roleBy: string | undefined;
}

/**
 * The staff directory decides who works where: an amended role or ward, or the end of an employment, takes effect on account and
 * sessions as soon as the server has it. What changed while the server was down is found when it starts. Resolves when that is done.
 */
export async function followDirectory({ staff, accounts, sessions, log }: DirectoryParts): Promise<Directory> {
  const documents = new Map<string, Member>();
  const persons = new Map<string, Set<string>>();
  let last: Promise<void> = Promise.resolve();

  function take(document: StoredDocument): string | undefined {
    const member = memberIn(document);
    if (!member) return undefined;
    documents.set(document._id, member);
    persons.set(member.person, (persons.get(member.person) ?? new Set()).add(document._id));
    return member.person;
  }
  /** S6, also where a second document says something about an administrator. */
  async function decides({ person, role, roleBy }: Member): Promise<boolean> {
    if (role !== 'admin' && (await accounts.roleOf(person)) !== 'admin') return true;
    return roleBy !== undefined && (await accounts.roleOf(roleBy)) === 'admin';
  }
  async function membersOf(user: string): Promise<readonly Member[]> {
    const theirs: Member[] = [];
    for (const id of [...(persons.get(user) ?? [])].sort()) {
      const member = documents.get(id);
      if (member && (await decides(member))) theirs.push(member);
    }
    return theirs;
  }
  async function apply(user: string): Promise<void> {
    const theirs = await membersOf(user);
    if (theirs.length === 0) return;
    const employed = employedOf(theirs);
    if (!(await accounts.assign(user, employed ?? 'closed'))) return;
    await (employed ? sessions.assign(user, employed) : sessions.dismiss(user));
  }
  /** One after another, in the order of the feed. */
  function inTurn(user: string): Promise<void> {
    last = last
      .then(() => apply(user))
      .catch((error: unknown) => log.error({ ...faultOf(error), user }, 'an assignment did not take effect'));
    return last;
  }

  const { update_seq: since } = await staff.info();
  const { rows } = await staff.allDocs({ include_docs: true });
  const known = new Set(rows.flatMap(({ doc }) => (doc && take(doc)) ?? []));
  for (const user of known) await inTurn(user);
  const feed = follow(staff, since, log, ({ doc }) => {
    const user = take(doc);
    if (user !== undefined) void inTurn(user); // its troubles are logged
  });
  return {
    has: (user) => persons.has(user),
    async placeOf(user) {
      const employed = employedOf(await membersOf(user));
      return employed && { role: employed.role, wards: employed.wards };
    },
    async close() {
      feed.cancel();
      await last;
    },
  };
}

/** Who comes back is registered anew: the earlier document has ended, the later one counts. */
function employedOf(members: readonly Member[]): Member | undefined {
  return members.filter(({ state }) => state === 'employed').at(-1);
}

/** The view stands beside the entries; it was folded by the server itself. */
function memberIn(document: StoredDocument): Member | undefined {
  const { person, state, role, wards, standing } = document as unknown as Partial<MemberView>;
  if (!person || !state || state === 'none' || !role || !wards) return undefined;
  return { person, state, role, wards, roleBy: standing?.findLast(({ field }) => field === 'role')?.by };
}
