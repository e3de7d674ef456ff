import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Entries, type Entry, type Role, stamp } from '@healthcare/domain';
import { wardPageId } from '@healthcare/domain/wards';
import { hashPassword, type Seed, seedFolder } from '@healthcare/sync-server';
import { newStation } from '@healthcare/sync-server/station';

/** Everybody's password in the journeys. */
export const password = 'a long night shift';

export interface Colleague {
  readonly id: string;
  readonly login: string;
  readonly en: string;
  readonly ar: string;
  readonly sex: 'female' | 'male';
  readonly role: Role;
  /** 4B, unless it says otherwise; who works for the whole house has none. */
  readonly wards?: readonly string[];
}

export const people = {
  salma: { id: 'salma', login: '01000000001', en: 'Salma Nasr', ar: 'سلمى نصر', sex: 'female', role: 'nurse' },
  omar: { id: 'omar', login: '01000000002', en: 'Omar Tarek', ar: 'عمر طارق', sex: 'male', role: 'nurse' },
  karim: { id: 'karim', login: '01000000003', en: 'Karim Adel', ar: 'كريم عادل', sex: 'male', role: 'doctor' },
  heba: { id: 'heba', login: '01000000004', en: 'Heba Zaki', ar: 'هبة زكي', sex: 'female', role: 'headNurse' },
  nadia: { id: 'nadia', login: '01000000005', en: 'Nadia Samir', ar: 'نادية سمير', sex: 'female', role: 'pharmacist' },
  mona: {
    id: 'mona',
    login: '01000000007',
    en: 'Mona Fathy',
    ar: 'منى فتحي',
    sex: 'female',
    role: 'nurse',
    wards: ['3A'],
  },
  adam: { id: 'adam', login: '01000000006', en: 'Adam Fouad', ar: 'آدم فؤاد', sex: 'male', role: 'admin' },
} as const satisfies Record<string, Colleague>;
export type PersonId = keyof typeof people;

/** The codes by which every browser of the journeys is enrolled, as a hospital's rollout is. */
export const enrolmentCodes = { ward: 'JRNEY-WARDS', pharmacy: 'JRNEY-DRUGS', admin: 'JRNEY-DESKS' } as const;
/** By which a terminal of the second ward is. */
const codeOf3A = 'JRNEY-WARD3';

/** Under which a page enrols itself at its first start; later it does nothing. */
export const enrolling = (app: keyof typeof enrolmentCodes): string => `#enrol=${enrolmentCodes[app]}`;
export const enrolling3A = `#enrol=${codeOf3A}`;

/** The secret of the terminal at the nurses' station of 4B, which the ward relies on: the first that a journey opens. */
const nursesStation = 'nurses-station'.padEnd(43, '0');

/** The central server of a journey: a process that can be killed and started again on the same address. */
export interface WardUnderTest {
  readonly url: string;
  /** The secret of the nurses' station, once; then null: every other terminal makes its own. */
  takeNursesStation(): string | null;
  /** As a cable pulled or a power cut: no goodbye. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Documents, and the authors of them who cannot sign in. */
export type Filled = Pick<Seed, 'people' | 'documents'>;

/** Four rooms of two beds in ward 4B, and people who can be admitted. */
export const smallWard: Filled = {
  documents: {
    rooms: ['401', '402', '403', '404'].map(roomDocument),
    patients: [
      patientDocument('Fatma', 'Ali', 'female'),
      patientDocument('Hoda', 'Said', 'female'),
      patientDocument('Samir', 'Adel', 'male'),
      patientDocument('Nadia', 'Fouad', 'female'),
      patientDocument('Karima', 'Abdallah', 'female'),
    ],
  },
};

/** The same with a second ward, 3A. */
export const twoWards: Filled = {
  documents: { ...smallWard.documents, rooms: ['301', '401', '402', '403', '404'].map(roomDocument) },
};

const repository = join(import.meta.dirname, '../../..');
const pageOf = (app: string) => join(repository, `apps/${app}/dist/renderer`);

/** A small ward 4B, its people and rooms, on a server of its own. */
export async function openWard(
  origins = 'app://ward',
  /** What is in the data folder besides, before the server starts. */
  prepare: (folder: string) => Promise<void> = async () => {},
  /** What the ward is filled with; four small rooms, unless it says otherwise. */
  filled: Filled = smallWard,
  /** Other settings of the server, by environment. */
  settings: Readonly<Record<string, string>> = {},
): Promise<WardUnderTest> {
  const folder = join(mkdtempSync(join(tmpdir(), 'healthcare-ward-')), 'server');
  const passwordHash = await hashPassword(password);
  await seedFolder(folder, {
    accounts: Object.values<Colleague>(people).map((person) => ({
      _id: person.id,
      logins: [person.login],
      email: `${person.id}@hospital.example`,
      passwordHash,
      role: person.role,
      wards: [...wardsOf(person)],
    })),
    people: filled.people ?? [],
    documents: {
      wards: [wardPage()],
      ...filled.documents,
      staff: [...Object.values<Colleague>(people).map(staffDocument), ...(filled.documents.staff ?? [])],
    },
    enrolmentCodes: (
      [
        { code: enrolmentCodes.ward, kind: 'ward', name: 'Ward 4B', wards: ['4B'] },
        { code: codeOf3A, kind: 'ward', name: 'Ward 3A', wards: ['3A'] },
        { code: enrolmentCodes.pharmacy, kind: 'pharmacy', name: 'pharmacy', wards: [] },
        { code: enrolmentCodes.admin, kind: 'admin', name: 'admin', wards: [] },
      ] as const
    ).map((code) => ({ ...code, wards: [...code.wards], uses: 500, hours: 24 })),
  });
  await prepare(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const env = {
    ...process.env,
    HEALTHCARE_PORT: String(port),
    HEALTHCARE_DATA: folder,
    HEALTHCARE_WEB_ROOT: pageOf('ward'),
    HEALTHCARE_ADMIN_WEB_ROOT: pageOf('admin'),
    HEALTHCARE_ALLOWED_ORIGINS: origins,
    HEALTHCARE_LOG_LEVEL: 'error',
    ...settings,
  };
  let server: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const start = async (): Promise<void> => {
    server = spawn(process.execPath, [join(repository, 'sync-server/src/main.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of server.stdout ?? []) if (String(line).includes('listening')) break;
    server.stdout?.resume();
  };
  await start();
  let secret: string | null = nursesStation;
  return {
    url,
    takeNursesStation() {
      const taken = secret;
      secret = null;
      return taken;
    },
    kill,
    start,
    async remove() {
      await kill();
      rmSync(dirname(folder), { recursive: true, force: true });
    },
  };
}

/** Somebody of the directory; whether they have an account is another matter. */
export function staffDocument(person: Colleague): Entries {
  const { id, en, ar, sex, role } = person;
  const facts = { person: id, name: { en, ar }, sex, role, wards: [...wardsOf(person)] };
  return { id, entries: [entry(`staff-${id}`, 'registered', facts)] };
}

/** Who works for the whole house has no ward. */
function wardsOf({ role, wards }: Colleague): readonly string[] {
  return wards ?? (role === 'pharmacist' || role === 'admin' ? [] : ['4B']);
}

/** What 4B has decided: its nurses' station is the primary one. */
function wardPage(): Entries {
  const change = { primaryStation: newStation(nursesStation).id };
  const opened = entry('ward-4B', 'opened', { wardId: '4B' }, 'heba');
  const amended = entry('ward-4B-primary', 'amended', change, 'heba');
  return { id: wardPageId('4B'), entries: [opened, { ...amended, after: [opened.id] }] };
}

function roomDocument(name: string): Entries {
  const beds = ['1', '2'].map((label) => ({ id: `${name}-${label}`, label }));
  const [wardId, wardName] = name.startsWith('3')
    ? ['3A', { en: 'Surgery', ar: 'الجراحة' }]
    : ['4B', { en: 'Internal medicine', ar: 'الباطنة' }];
  return {
    id: `room-${name}`,
    entries: [entry(`room-${name}`, 'added', { wardId, wardName, name, type: 'multi', beds })],
  };
}

function patientDocument(given: string, family: string, sex: 'female' | 'male'): Entries {
  const id = `${given} ${family}`.toLowerCase().replace(' ', '-');
  const name = { given: { en: given, ar: given }, family: { en: family, ar: family } };
  const registered = { identity: 'known', ...name, sex, born: '1960-04-05', wardId: '4B' };
  return { id, entries: [entry(id, 'registered', registered, 'salma')] };
}

function entry(id: string, kind: string, data: Entry['data'], user = 'office'): Entry {
  const by = { user, grant: 'seed', workstation: 'wk-seed' };
  return { id: `seed-${id}`, kind, at: stamp(Date.UTC(2026, 0, 1), 0, 'seed'), by, after: [], data };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
