// node packages/testing/src/upgrades/freeze-server.ts <name>: makes a small folder of today's server, as it is after a day of work, and freezes it
// as frozen/<name>.server.json (path → base64). To be run when what the server writes has changed; the older ones stay.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Clock } from '@healthcare/domain';
import { hashPassword, startServer } from '@healthcare/sync-server';
import { signedIn } from '@healthcare/sync-server/both-steps';
import { newSigner, signedBody, signsWith } from '@healthcare/sync-server/signer';
import { demoHospital } from '../hospital/index.ts';
import { frozenFolder } from './frozen.ts';
import { frozenSecret, password } from './server-folder.ts';

const [name] = process.argv.slice(2);
if (!name) throw new Error('which name?');
const folder = mkdtempSync(join(tmpdir(), 'freeze-'));
const server = await startServer({ config: { port: 0, data: folder, logLevel: 'silent', enrolment: 'open' } });
const ward = '4B';
const hospital = demoHospital({ seed: 7, beds: 40, nowMs: Date.now(), pastCalls: 60 });
const nurse = hospital.accounts.find(({ role, wards }) => role === 'nurse' && wards.includes(ward));
if (!nurse) throw new Error('no nurse');
const { staff, rooms, calls } = hospital.documents;
const ofWard = calls.filter(({ entries }) => entries[0]?.data.wardId === ward).slice(-6);
const involved = new Set([nurse.id, ...ofWard.flatMap(({ entries }) => entries.map(({ by }) => by.user))]);
const passwordHash = await hashPassword(password);
await server.seed({
  accounts: [
    { _id: nurse.id, logins: ['1'], email: 'nurse@hospital.example', passwordHash, role: 'nurse', wards: [ward] },
  ],
  people: hospital.accounts.map(({ id, role, wards }) => ({ user: id, role, wards })),
  documents: { staff: staff.filter(({ id }) => involved.has(id)), rooms: rooms.slice(0, 2), calls: ofWard },
});
await workADay();
await server.stop();
writeFileSync(join(frozenFolder, `${name}.server.json`), `${JSON.stringify(packed(), null, 1)}\n`);
rmSync(folder, { recursive: true });

/** One call raised and taken, and one refused. */
async function workADay(): Promise<void> {
  const signer = newSigner();
  const workstation = { secret: frozenSecret, publicKey: signer.publicKey, kind: 'ward', wardId: ward } as const;
  const { session, token } = await signedIn(server.url, { user: '1', password, workstation });
  signsWith(session.grant, signer);
  const { user, grant, workstation: at } = session;
  const clock = new Clock(at, Date.now);
  const entry = (id: string, kind: string, data: object, after: readonly string[] = []) => {
    return { id, kind, at: clock.next(), by: { user, grant, workstation: at }, after, data };
  };
  const raised = { kind: 'emergency', priority: 'high', wardId: ward, roomId: 'r403', room: '403', bed: '2' };
  const documents = [
    { _id: 'frozen-call', entries: [entry('f1', 'raised', raised), entry('f2', 'accepted', {}, ['f1'])] },
    { _id: 'frozen-refused', entries: [entry('f3', 'done', {})] },
  ];
  await asked('/db/calls/_bulk_docs', { docs: documents }, token);
}

async function asked(path: string, body: object, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(signedBody(path, body)),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function packed(): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const kept = files.filter((file) => statSync(file).isFile() && !/\/(LOCK|LOG|LOG\.old)$/.test(file)).sort();
  return Object.fromEntries(kept.map((file) => [relative(folder, file), readFileSync(file).toString('base64')]));
}
