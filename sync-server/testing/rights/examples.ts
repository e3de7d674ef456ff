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
/** The patient is to move to another bed, which is booked. */
const moving = (scene: Scene): readonly Deed[] => [
  asked(scene),
  confirmed,
  {
    kind: 'claimed',
    by: scene.colleague,
    data: { ...place(scene), bedId: 'b2', bed: '2', patient: 'somebody', moving: true },
  },
  { kind: 'confirmed', by: serverAuthor.user, data: { claim: '2', turn: 2 } },
];
const lying = (scene: Scene): readonly Deed[] => [asked(scene), confirmed];
const left: Deed = { kind: 'left', by: 'colleague', data: { reason: 'discharged', needs: 'cleaning' } };
const gone = (scene: Scene): readonly Deed[] => [...lying(scene), { ...left, by: scene.colleague }];
const transfer = (scene: Scene): readonly Deed[] => [
  ...lying(scene),
  { kind: 'transferAsked', by: scene.colleague, data: { wardId: 'elsewhere', reason: 'needs monitoring' } },
];
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
  beds: [{ id: 'b1', label: '1' }],
});

const patient = ({ ward }: Scene) => {
  const name = { en: 'A', ar: 'أ' };
  return { wardId: ward, identity: 'known', family: name, given: name, sex: 'female' };
};
const known = (scene: Scene): readonly Deed[] => [{ kind: 'registered', by: scene.colleague, data: patient(scene) }];
const allergic = (scene: Scene): readonly Deed[] => [
  ...known(scene),
  { kind: 'allergyAdded', by: scene.colleague, data: { agent: 'latex', severity: 'mild' } },
];

const shift = ({ ward }: Scene) => ({ wardId: ward, on: '2026-01-05', shift: 'night' });
const noted = { subject: { is: 'ward', label: 'all' }, text: 'quiet' };
/** `by`: who wrote the point; who signs is somebody else. */
const handover = (scene: Scene): readonly Deed[] => [
  { kind: 'begun', by: holder(scene), data: shift(scene) },
  { kind: 'noted', by: holder(scene), data: noted },
];

const inDanger = ({ ward }: Scene) => ({ wardId: ward, patientId: 'p1', reason: 'collapsed', provenBy: 'pin' });
const askedFor = (scene: Scene): readonly Deed[] => [{ kind: 'asked', by: holder(scene), data: inDanger(scene) }];

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
    settled: {
      before: (scene) => [{ kind: 'added', by: 'office', data: room(scene) }],
      data: () => ({ name: '2' }),
      standings: notOwn,
    },
    bedClosed: {
      before: (scene) => [{ kind: 'added', by: 'office', data: room(scene) }],
      data: () => ({ bed: 'b1', reason: 'broken' }),
      standings: notOwn,
    },
    bedOpened: {
      before: (scene) => [
        { kind: 'added', by: 'office', data: room(scene) },
        { kind: 'bedClosed', by: 'office', data: { bed: 'b1', reason: 'broken' } },
      ],
      data: () => ({ bed: 'b1' }),
      standings: notOwn,
    },
  },
  patients: {
    registered: { data: patient, standings: notOwn },
    amended: { before: known, data: () => ({ address: 'a street' }), standings: notOwn },
    settled: { before: known, data: () => ({ address: 'a street' }), standings: notOwn },
    emptied: { before: known, data: () => ({ facts: ['phone'] }), standings: notOwn },
    noAllergiesKnown: { before: known, standings: notOwn },
    allergyAdded: { before: known, data: () => ({ agent: 'latex', severity: 'mild' }), standings: notOwn },
    allergyTakenBack: { before: allergic, data: () => ({ allergy: '1', reason: 'tested' }), standings: notOwn },
    allergiesReviewed: { before: allergic, data: () => ({ standing: [], reason: 'tested' }), standings: notOwn },
    broughtTo: { before: known, data: ({ ward }) => ({ wardId: ward }), standings: notOwn },
    letGo: { before: known, data: ({ ward }) => ({ wardId: ward }), standings: notOwn },
    merged: { before: known, data: () => ({ into: 'another', reason: 'registered twice' }), standings: notOwn },
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
    arrived: { before: moving, data: () => ({ claim: '2', needs: 'cleaning' }), standings: notOwn },
    amended: { before: lying, data: () => ({ disease: 'Pneumonia' }), standings: notOwn },
    settled: { before: lying, data: () => ({ disease: 'Pneumonia' }), standings: notOwn },
    wentOnLeave: { before: lying, standings: notOwn },
    cameBack: {
      before: (scene) => [...lying(scene), { kind: 'wentOnLeave', by: scene.colleague }],
      standings: notOwn,
    },
    transferAsked: {
      before: lying,
      data: () => ({ wardId: 'elsewhere', reason: 'needs monitoring' }),
      standings: notOwn,
    },
    transferRefused: {
      // Asked of the person's own ward, so that it is theirs to refuse.
      before: (scene) => [
        { ...asked(scene), data: { ...place(scene), wardId: 'elsewhere', patient: 'somebody' }, by: 'ofelsewhere' },
        confirmed,
        { kind: 'transferAsked', by: 'ofelsewhere', data: { wardId: scene.ward, reason: 'needs monitoring' } },
      ],
      data: () => ({ request: '2', reason: 'no bed' }),
      standings: notOwn,
    },
    transferWithdrawn: { before: transfer, data: () => ({ request: '2', reason: 'not needed' }), standings: notOwn },
    left: {
      before: lying,
      data: () => ({ reason: 'discharged', needs: 'cleaning' }),
      standings: notOwn,
    },
    cleaningBegun: { before: gone, data: () => ({ claim: '0' }), standings: notOwn },
    cleaned: { before: gone, data: () => ({ claim: '0' }), standings: notOwn },
  },
  calls: {
    raised: { data: raise, standings: notOwn },
    seen: { before: (scene) => [raised(scene)], standings: notOwn },
    accepted: { before: (scene) => [raised(scene)], standings: notOwn },
    arrived: { before: taken },
    handedBack: { before: taken },
    takenOver: { before: taken },
    escalated: { before: (scene) => [raised(scene)], data: () => ({ step: 1, to: 'nurse' }), standings: notOwn },
    patientNamed: { before: taken, data: () => ({ patientId: 'p1', patient: 'Fatma Ali' }) },
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
  handovers: {
    begun: { data: shift, standings: notOwn },
    noted: { before: handover, data: () => noted },
    takenBack: {
      // Their own point, where they could write one.
      before: (scene) => {
        const by = scene.standing === 'other' ? scene.colleague : scene.me;
        return [
          { kind: 'begun', by, data: shift(scene) },
          { kind: 'noted', by, data: noted },
        ];
      },
      data: () => ({ point: '1', reason: 'done already' }),
    },
    signed: { before: handover },
    acknowledged: {
      before: (scene) => [...handover(scene), { kind: 'signed', by: scene.colleague }],
      data: () => ({ points: ['1'] }),
    },
  },
  emergencies: {
    asked: { data: inDanger, standings: notOwn },
    granted: {
      before: askedFor,
      data: () => ({ patientId: 'p1', until: '2026-01-05T04:00:00.000Z' }),
    },
    ended: { before: askedFor },
    reviewed: { before: askedFor, data: () => ({ finding: 'justified' }), standings: notOwn }, // One's own is refused by E6.
  },
  openings: {
    opened: { data: () => ({ patientId: 'p1' }) },
  },
  wards: {
    opened: { data: ({ ward }) => ({ wardId: ward }), standings: notOwn },
    amended: {
      before: ({ ward }) => [{ kind: 'opened', by: 'office', data: { wardId: ward } }],
      data: () => ({ primaryStation: 'wk-1' }),
      standings: notOwn,
    },
    primaryTaken: {
      before: ({ ward }) => [{ kind: 'opened', by: 'office', data: { wardId: ward } }],
      standings: notOwn,
    },
  },
  records: {
    fileAdded: { data: file, standings: notOwn },
    historyAdded: {
      data: ({ ward }) => ({ wardId: ward, patientId: 'p1', disease: 'Asthma', on: '2020-02-29' }),
      standings: notOwn,
    },
    sharedWith: {
      before: (scene) => [{ kind: 'fileAdded', by: holder(scene), data: file(scene) }],
      data: ({ ward }) => ({ wardId: ward }),
      standings: notOwn,
    },
    removed: {
      before: (scene) => [{ kind: 'fileAdded', by: holder(scene), data: file(scene) }],
      data: () => ({ reason: 'the wrong one' }),
    },
  },
};
