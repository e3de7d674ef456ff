import { createHash } from 'node:crypto';
import { type AggregateName, type Entry, type Role, serverAuthor } from '@healthcare/domain';
import { SEAL_BYTES } from '@healthcare/domain/records';

/** How the person who acts stands to the document: it is theirs (in their ward), of their ward, or of another ward. */
export const standings = ['own', 'ward', 'other'] as const;
export type StandingName = (typeof standings)[number];

/** Who the example is for. `colleague` works in `ward`, the ward of the document. */
export interface Scene {
  readonly me: string;
  readonly role: Role;
  readonly colleague: string;
  readonly ward: string;
  readonly standing: StandingName;
  /** Makes names that are nowhere else. */
  readonly unique: string;
}

/** An entry of the past; `after` counts back from the newest before it, and all of those by default. */
export interface Deed {
  readonly kind: string;
  readonly by: string;
  readonly data?: Entry['data'];
  readonly after?: readonly number[];
}

export interface Example {
  /** What has been done to the document already. */
  readonly before?: (scene: Scene) => readonly Deed[];
  readonly data?: (scene: Scene) => Entry['data'];
  /** Who could stand to the document like this at all; all three by default. */
  readonly standings?: readonly StandingName[];
}

const notOwn = ['ward', 'other'] as const;
const holder = ({ standing, me, colleague }: Scene): string => (standing === 'own' ? me : colleague);

const place = ({ ward }: Scene) => ({ wardId: ward, roomId: 'r1', room: '1', bedId: 'b1', bed: '1' });
const asked = (scene: Scene): Deed => ({
  kind: 'claimed',
  by: scene.colleague,
  data: { ...place(scene), patient: 'somebody' },
});
const confirmed: Deed = { kind: 'confirmed', by: serverAuthor.user, data: { claim: '0', turn: 1 } };

const raise = ({ ward }: Scene) => ({ wardId: ward, roomId: 'r1', room: '1', kind: 'assistance', priority: 'low' });
const raised = (scene: Scene): Deed => ({ kind: 'raised', by: scene.colleague, data: raise(scene) });
const taken = (scene: Scene): readonly Deed[] => [raised(scene), { kind: 'accepted', by: holder(scene) }];

const facts = { name: { en: 'A', ar: 'أ' }, sex: 'female' };
/** Nobody has an account under this name. */
const stranger = (unique: string): string => createHash('sha256').update(unique).digest('hex').slice(0, 20);
const member = ({ standing, me, role, unique, ward }: Scene): Deed => {
  // What the directory says of the person who acts is what they are, so that it changes nothing.
  const who = standing === 'own' ? { person: me, role } : { person: stranger(unique), role: 'nurse' };
  return { kind: 'registered', by: 'office', data: { ...facts, wards: [ward], ...who } };
};

const room = ({ ward }: Scene) => ({
  wardId: ward,
  wardName: { en: ward, ar: ward },
  name: '1',
  type: 'single',
  beds: [],
});

const CHUNK_BYTES = 10;
const chunk = createHash('sha256')
  .update(Buffer.alloc(CHUNK_BYTES + SEAL_BYTES))
  .digest('base64url');
const file = ({ ward }: Scene) => ({
  wardId: ward,
  name: 'a file',
  type: 'image/png',
  ...{ bytes: CHUNK_BYTES, chunkBytes: CHUNK_BYTES, chunks: [chunk], key: 'A'.repeat(43) },
});

/**
 * For every kind of entry a document to which nothing but a missing right forbids it. The matrix test fails where one is missing, so a
 * new kind of entry cannot come without its example.
 */
export const examples: Readonly<Record<AggregateName, Readonly<Record<string, Example>>>> = {
  staff: {
    registered: {
      data: ({ unique, ward }) => ({ ...facts, role: 'nurse', wards: [ward], person: stranger(unique) }),
      standings: notOwn,
    },
    amended: { before: (scene) => [member(scene)], data: () => ({ specialty: 'Surgery' }) },
    wentOnDuty: { before: (scene) => [member(scene)] },
    leftDuty: { before: (scene) => [member(scene)] },
    ended: { before: (scene) => [member(scene)], standings: notOwn }, // It would end the session that tries.
  },
  rooms: {
    added: { data: room, standings: notOwn },
    amended: {
      before: (scene) => [{ kind: 'added', by: 'office', data: room(scene) }],
      data: () => ({ name: '2' }),
      standings: notOwn,
    },
  },
  stays: {
    claimed: { data: (scene) => ({ ...place(scene), patient: 'somebody' }), standings: notOwn },
    confirmed: { before: (scene) => [asked(scene)], data: () => ({ claim: '0', turn: 1 }), standings: notOwn },
    declined: {
      before: (scene) => [asked(scene)],
      data: () => ({ claim: '0', code: 'claim/bed-taken', alternatives: [] }),
      standings: notOwn,
    },
    withdrawn: { before: (scene) => [asked(scene)], data: () => ({ reason: 'not needed' }), standings: notOwn },
    left: {
      before: (scene) => [asked(scene), confirmed],
      data: () => ({ reason: 'discharged' }),
      standings: notOwn,
    },
  },
  calls: {
    raised: { data: raise, standings: notOwn },
    seen: { before: (scene) => [raised(scene)], standings: notOwn },
    accepted: { before: (scene) => [raised(scene)], standings: notOwn },
    arrived: { before: taken },
    handedBack: { before: taken },
    takenOver: { before: taken },
    amended: { before: taken, data: () => ({ description: 'again' }) },
    settled: {
      before: (scene) => [
        ...taken(scene),
        { kind: 'amended', by: scene.colleague, data: { priority: 'high' }, after: [1] },
        { kind: 'amended', by: scene.colleague, data: { priority: 'medium' }, after: [1] },
      ],
      data: () => ({ priority: 'high' }),
    },
    done: { before: taken },
    cancelled: { before: taken, data: () => ({ reason: 'a mistake' }) },
  },
  records: {
    fileAdded: { data: file, standings: notOwn },
    removed: {
      before: (scene) => [{ kind: 'fileAdded', by: holder(scene), data: file(scene) }],
      data: () => ({ reason: 'the wrong one' }),
    },
  },
};
