import type { Role } from '@healthcare/domain';
import type { Caller } from '../server-under-test.ts';
import type { Asked } from './requests.ts';

/** How the leak test asks a route of `/api`. */
export type ApiAsking =
  | {
      /** What each parameter of its path names: something of somebody else's, and something as long that there never was. */
      readonly names?: Readonly<Record<string, readonly [theirs: string, never: string]>>;
      /** A body that is in order, so that the answer is about the thing and not about the shape. */
      readonly body?: (caller: Caller) => unknown;
      /** Roles that may know of what is named: only to the others has it to look like what never was. */
      readonly knownTo?: readonly Role[];
      /** Why its answer may be another one when documents of others have come in. Without it, that is a leak. */
      readonly varies?: string;
    }
  | {
      /** Why asking it could not tell anybody anything, or would end what the test needs. */
      readonly notAsked: string;
    };

/** Refused before the audit, made by somebody nobody else may see. The other ward's; ids of entries say nothing by themselves. */
export const REFUSED_ELSEWHERE = 'zqrefusedelsewhere';

/**
 * All routes of `/api` that are more than a `GET` without parameters (those are asked without being named here, unless they vary).
 * The keys are as the running router has them: a new route that is missing fails `leaks.test.ts`, and so does a key without a route.
 */
export const apiAskings: Readonly<Record<string, ApiAsking>> = {
  'POST /api/session': { notAsked: 'is closed: answers nobody but that their program is too old' },
  'POST /api/sign-in': {
    notAsked: 'is for nobody yet: it reads no documents, and `sign-in/attacks.test.ts` asks what it tells',
  },
  'POST /api/sign-in/:attempt/resend': { notAsked: 'is for nobody yet: it reads no documents' },
  'POST /api/sign-in/:attempt/code': { notAsked: 'is for nobody yet: it reads no documents' },
  'POST /api/sign-in/:attempt/totp': { notAsked: 'is for nobody yet: it reads no documents' },
  'PUT /api/sign-in/:attempt/totp': { notAsked: 'is for nobody yet: it reads no documents' },
  'POST /api/sign-in/:attempt/passkeys/options': { notAsked: 'is for nobody yet: it reads no documents' },
  'POST /api/sign-in/:attempt/passkeys': { notAsked: 'is for nobody yet: it reads no documents' },
  'PUT /api/session/ward': { notAsked: 'moves the session that asks, and answers with that session' },
  'PUT /api/session/pin': { notAsked: 'answers with the keys of the session that asks, as `GET /api/session/keys`' },
  'PUT /api/session/key': { notAsked: 'gives the session that asks its own key' },
  'DELETE /api/session': { notAsked: 'ends the session that asks, and answers with nothing' },
  'POST /api/password-reset': { notAsked: 'answered alike whoever is named; `links.test.ts` asks' },
  'POST /api/password': { notAsked: 'needs the link of a mail' },
  'PUT /api/accounts/:user/email': {
    names: { user: ['zed', 'zod'] },
    body: () => ({ email: 'z@hospital.example', language: 'en', invite: false }),
    knownTo: ['admin'],
  },
  'PUT /api/accounts/:user/badge': {
    names: { user: ['zed', 'zod'] },
    body: () => ({ badge: '01099999998' }),
    knownTo: ['admin'],
  },
  'DELETE /api/accounts/:user/badge': { names: { user: ['zed', 'zod'] }, knownTo: ['admin'] },
  'POST /api/mail/:id/again': { names: { id: ['mail-of-somebody', 'mail-of-no-one-'] }, knownTo: ['admin'] },
  'DELETE /api/mail/:id': { names: { id: ['mail-of-somebody', 'mail-of-no-one-'] }, knownTo: ['admin'] },
  'GET /api/accounts/:user': { names: { user: ['zed', 'zod'] }, knownTo: ['admin'] },
  'PUT /api/accounts/:user': {
    names: { user: ['zed', 'zod'] },
    body: () => ({ login: '01099999999', email: 'z@hospital.example', language: 'en' }),
    knownTo: ['admin'],
  },
  'PUT /api/accounts/:user/assignment': {
    names: { user: ['zed', 'zod'] },
    body: () => ({ role: 'nurse', wards: ['9Z'] }),
    knownTo: ['admin'],
  },
  'GET /api/account/sessions': { varies: 'tells when the session that asks was last used' },
  'DELETE /api/account/sessions': { notAsked: 'ends sessions of the one who asks, and answers with nothing' },
  'DELETE /api/account/sessions/:grant': {
    names: { grant: ['gr-of-somebody-else', 'gr-of-nobody-at-all'] },
  },
  'POST /api/account/factors/totp': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'PUT /api/account/factors/totp': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'DELETE /api/account/factors/totp': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'POST /api/account/factors/recovery-codes': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'POST /api/account/factors/passkeys': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'POST /api/account/factors/passkeys/options': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'DELETE /api/account/factors/passkeys/:id': { names: { id: ['abcdef', 'fedcba'] } },
  'GET /api/accounts/:user/sessions': { names: { user: ['zed', 'zod'] }, knownTo: ['admin'] },
  'DELETE /api/accounts/:user/sessions': { names: { user: ['zed', 'zod'] }, knownTo: ['admin'] },
  'DELETE /api/accounts/:user/sessions/:grant': {
    names: { user: ['zed', 'zod'], grant: ['gr-of-somebody-else', 'gr-of-nobody-at-all'] },
    knownTo: ['admin'],
  },
  'DELETE /api/accounts/:user/factors': { names: { user: ['zed', 'zod'] }, knownTo: ['admin'] },
  'POST /api/reauthenticate': { notAsked: 'is about the one who asks, and counts what is wrong' },
  'POST /api/reauthenticate/:attempt/code': {
    names: { attempt: ['pf-of-somebody-else', 'pf-of-nobody-at-all'] },
    body: () => ({ kind: 'totp', code: '000000' }),
  },
  'PUT /api/account/password': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'POST /api/account/email': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'POST /api/account/email/:change/resend': { notAsked: 'needs a fresh proof, and is about the one who asks' },
  'PUT /api/account/email/:change': {
    names: { change: ['ac-of-somebody-else', 'ac-of-nobody-at-all'] },
    body: () => ({ next: '000000', current: '000000' }),
  },
  'POST /api/enrolment': { notAsked: 'needs an enrolment code, and answers with what it was made for' },
  'POST /api/workstation/contact': { notAsked: 'is for the workstation that proves itself, and answers how it stands' },
  'POST /api/workstation/hand-in/:name': {
    notAsked: 'is for a workstation that was taken away; `enrolment.test.ts` asks what it tells',
  },
  'PUT /api/workstation/hand-in/files/:chunk/chunk': { notAsked: 'the same' },
  'POST /api/workstation/hand-in/files/_all_docs': { notAsked: 'the same' },
  'POST /api/workstation/wiped': { notAsked: 'the same, and answers with nothing' },
  'GET /api/workstations': { varies: 'tells the time, and when workstations were last heard' },
  'PUT /api/workstations/:workstation': {
    names: { workstation: ['wk-ofsomebodyelse', 'wk-ofnobodyatall0'] },
    body: () => ({ name: 'a place', wards: ['4B'] }),
    knownTo: ['admin'],
  },
  'POST /api/workstations/:workstation/revocation': {
    names: { workstation: ['wk-ofsomebodyelse', 'wk-ofnobodyatall0'] },
    body: () => ({ reason: 'lost' }),
    knownTo: ['admin'],
  },
  'POST /api/enrolment-codes': { notAsked: 'needs a fresh proof, and answers with the code that was asked for' },
  'DELETE /api/enrolment-codes/:id': { names: { id: ['ec-of-somebody', 'ec-of-nobody-1'] }, knownTo: ['admin'] },
  'PUT /api/factor-policy': { notAsked: 'for administrators; holds the names of roles' },
  'GET /api/audit': { notAsked: 'the trail of everything, for administrators alone: `audit.test.ts`' },
  'GET /api/audit/chain': { notAsked: 'numbers of the trail, for administrators alone' },
  'POST /api/audit/chain': { notAsked: 'the same' },
  'GET /api/audit/export': { notAsked: 'the same as a file' },
  'POST /api/emergencies/:emergency/access': {
    names: { emergency: ['zqrefusedaccess', 'zxrefusedaccess'] },
  },
  'GET /api/wards': {
    varies: 'tells whoever looks for a bed how many each ward has, by the numbers of the rights table; no word of them',
  },
  'GET /api/patients/:patient/readers': {
    names: { patient: ['zqrefusedpatient', 'zxrefusedpatient'] },
    knownTo: ['admin'],
  },
  'POST /api/refusals/:id/handled': {
    names: { id: [`calls|${REFUSED_ELSEWHERE}`, `calls|${REFUSED_ELSEWHERE.replace('zq', 'zx')}`] },
    body: (caller) => ({ handling: caller.entry('dismissed', { note: 'a guess' }, { id: 'zq-a-guess' }) }),
    knownTo: ['admin'],
  },
};

/** Routes that the audit would not ask, each with the words that say what to add, and keys that are no route any more. */
export function unasked(paths: readonly string[]): readonly string[] {
  const routes = paths.filter((path) => path.includes(' /api'));
  const missing = routes.filter((path) => !(path in apiAskings) && !isPlain(path));
  const gone = Object.keys(apiAskings).filter((path) => !routes.includes(path));
  const nameless = routes.filter((path) => !isPlain(path) && parametersOf(path).some((name) => !isNamed(path, name)));
  return [
    ...missing.map((path) => `${path}: the leak test does not ask it. ${ADD} ${exampleFor(path)}`),
    ...nameless
      .filter((path) => path in apiAskings)
      .map((path) => `${path}: not every parameter has an example. ${ADD}`),
    ...gone.map((path) => `${path}: there is no such route any more. Take it out of \`apiAskings\`.`),
  ];
}

const ADD = 'Add to `apiAskings` in sync-server/testing/leaks/api-requests.ts:';

function exampleFor(path: string): string {
  const names = parametersOf(path).map((name) => `${name}: ['<of somebody else>', '<as long, never was>']`);
  const parts = names.length > 0 ? [`names: { ${names.join(', ')} }`] : [];
  const body = path.startsWith('GET ') ? [] : ['body: () => (<a body in order>)'];
  return `'${path}': { ${[...parts, ...body].join(', ')} } — or { notAsked: '<why it can tell nobody anything>' }.`;
}

/** Requests that name nothing: what is answered is looked through for words of others, and compared before and after. */
export function apiListings(paths: readonly string[]): readonly Asked[] {
  return paths.flatMap((path): readonly Asked[] => {
    const asking = apiAskings[path] ?? {};
    if (!path.includes('GET /api') || 'notAsked' in asking || parametersOf(path).length > 0) return [];
    return [{ name: path, method: 'GET', path: path.split(' ')[1] ?? '', ...(asking.varies && { varies: true }) }];
  });
}

/** Each route that names something, asked by this caller about what is there and about what never was. */
export function apiNamings(paths: readonly string[], caller: Caller) {
  return paths.flatMap((path) => {
    const asking = apiAskings[path];
    if (!asking || 'notAsked' in asking || asking.knownTo?.includes(caller.session.role)) return [];
    const [method, route = ''] = path.split(' ') as [Asked['method'], string?];
    const asked = (which: 0 | 1): Asked => {
      const at = route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(asking.names?.[name]?.[which] ?? ''));
      return { name: path, method, path: at, ...(asking.body && { body: asking.body(caller) }) };
    };
    const [id, never] = [0, 1].map((which) => Object.values(asking.names ?? {})[0]?.[which] ?? '');
    return asking.names
      ? [{ request: path, there: asked(0), nowhere: asked(1), id: id ?? '', never: never ?? '' }]
      : [];
  });
}

function isPlain(path: string): boolean {
  return path.startsWith('GET ') && parametersOf(path).length === 0;
}

function isNamed(path: string, name: string): boolean {
  const asking = apiAskings[path];
  return asking !== undefined && ('notAsked' in asking || asking.names?.[name] !== undefined);
}

function parametersOf(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
}
