import { Enrolled, type WorkstationStanding } from '@healthcare/protocol';
import type { ReactNode } from 'react';
import { EnrolScreen, enrolmentWords } from '../enrolment/index.ts';
import type { App } from './app.ts';
import type { Identity } from './identity.ts';
import type { OwnStorage } from './own-storage.ts';
import type { Surroundings } from './surroundings.ts';

export interface EnrolledParts {
  readonly app: App;
  readonly around: Surroundings;
  readonly identity: Identity;
  readonly profile: OwnStorage;
  readonly show: (screen: ReactNode) => void;
}

const KEPT = 'healthcare.enrolled';
/** A code that came with the address and has not done its work yet. */
const BROUGHT = 'healthcare.enrolling';

/** What this workstation was enrolled as, as far as it knows. */
export function enrolledIn(profile: OwnStorage): Enrolled | null {
  try {
    return Enrolled.safeParse(JSON.parse(profile.getItem(KEPT) ?? '')).data ?? null;
  } catch {
    return null; // nothing, or not ours
  }
}

/** An administrator has given it another name or other wards: kept for its next start. Undefined where nothing is new. */
export function placedAnew(profile: OwnStorage, { place }: WorkstationStanding): Enrolled | undefined {
  const kept = enrolledIn(profile);
  if (!kept || !place) return undefined;
  const now = { ...kept, ...place };
  if (JSON.stringify(now) === JSON.stringify(kept)) return undefined;
  profile.setItem(KEPT, JSON.stringify(now));
  return now;
}

/** The server does not know it: at its next start it asks for a code. */
export function forgetEnrolled(profile: OwnStorage): void {
  profile.removeItem(KEPT);
}

/**
 * What this workstation was enrolled as; null for one that was there before enrolment. Resolves when it may be used: at once where it was enrolled before, so that a ward starts without its server; otherwise when
 * the server knows it, or somebody has entered a code. A code can come with the address of the page or from the machine's policy.
 */
export async function enrolledHere(parts: EnrolledParts): Promise<Enrolled | null> {
  const { identity, profile, around } = parts;
  const brought = codeBrought(profile, around);
  const given = brought?.code ?? around.enrolmentCode ?? undefined;
  // Whoever has got the link of a mail chooses their password wherever they read it.
  if (location.hash.startsWith('#/password')) return null;
  const kept = enrolledIn(profile);
  if (kept && !identity.prover.isNew) return withoutCode(profile, kept);
  // Its key was destroyed under it: it works on where the server is away, and is enrolled anew as soon as the server can be asked.
  if (kept) forgetEnrolled(profile);
  const stands = await identity.door.contact({ version: identity.version, unsent: null });
  // One that was taken away opens what it has once more, to hand in what is unsent.
  if (stands.ok) return withoutCode(profile, kept ?? (await asBefore(around)));
  const isUnknown = stands.code === 'workstation/not-enrolled' || stands.code === 'workstation/not-proven';
  const isNew = around.isNew || brought?.isNew === true;
  // An older server knows nothing of enrolment; one that is away has let this workstation in before.
  if (!isUnknown && !(stands.code === 'unreachable' && isNew)) return kept ?? (await asBefore(around));
  const tried = given === undefined ? undefined : await enrolBy(parts, given);
  if (typeof tried === 'object') return tried;
  const isSpent = tried === undefined || saysNo(tried);
  if (isSpent) withoutCode(profile, null);
  const lostKey = stands.code === 'workstation/not-proven';
  return await asked(parts, { lostKey, refused: tried, waiting: isSpent ? undefined : given });
}

/** Nobody has compared a fingerprint here: the server has to be one that the operating system trusts. */
async function asBefore({ desktop }: Surroundings): Promise<null> {
  await desktop?.pinServer(null);
  return null;
}

/** The server has looked at the code, and it will never do; anything else may pass. */
function saysNo(code: string): boolean {
  return code.startsWith('enrolment/') || code === 'workstation/revoked';
}

/** A code that the page's address has brought. `isNew`: nobody had worked here when it came. */
interface Brought {
  readonly code: string;
  readonly isNew: boolean;
}

/** Of `…/#enrol=<code>`: out of the address at once, and kept until it has done its work, so that a start that breaks off goes on with it (N14). */
function codeBrought(profile: OwnStorage, { isNew }: Pick<Surroundings, 'isNew'>): Brought | undefined {
  const code = /^#enrol=([\w-]{4,40})$/.exec(location.hash)?.[1];
  if (code !== undefined) {
    const when = isNew || broughtIn(profile)?.isNew ? 'new' : 'known';
    profile.setItem(BROUGHT, `${when} ${code}`);
  }
  if (location.hash.startsWith('#enrol=')) history.replaceState(null, '', location.href.split('#')[0]);
  return broughtIn(profile);
}

function broughtIn(profile: OwnStorage): Brought | undefined {
  const [, when, code] = /^(new|known) ([\w-]+)$/.exec(profile.getItem(BROUGHT) ?? '') ?? [];
  return code === undefined ? undefined : { code, isNew: when === 'new' };
}

/** It has done its work, or never will. */
function withoutCode<Value>(profile: OwnStorage, now: Value): Value {
  profile.removeItem(BROUGHT);
  return now;
}

/** What it is now, or the code of the problem. */
async function enrolBy({ app, around, identity, profile }: EnrolledParts, code: string): Promise<Enrolled | string> {
  const { secret } = around;
  const answer = await identity.door.enrol({ code, secret, kind: app.kind, version: identity.version });
  if (!answer.ok) return answer.code;
  profile.setItem(KEPT, JSON.stringify(answer.value));
  withoutCode(profile, answer.value);
  await around.desktop?.pinServer(answer.value.fingerprint);
  return answer.value;
}

interface Asked {
  readonly lostKey: boolean;
  /** Why the code that was brought along did not do. */
  readonly refused: string | undefined;
  /** The server could not be asked for it: tried again as soon as it answers. */
  readonly waiting: string | undefined;
}

function asked(parts: EnrolledParts, { lostKey, refused, waiting }: Asked): Promise<Enrolled | null> {
  const { app, around, identity, show } = parts;
  /** On a desktop the fingerprint is the one that this machine has seen, not what somebody in between may claim. */
  const ask: typeof identity.door.asked = async () => {
    const answer = await identity.door.asked();
    const seen = (await around.desktop?.settings())?.serverFingerprint ?? null;
    return answer.ok && seen !== null ? { ok: true, value: { ...answer.value, fingerprint: seen } } : answer;
  };
  return new Promise((goOn) => {
    const enrol = async (code: string): Promise<string | undefined> => {
      const answer = await enrolBy(parts, code);
      if (typeof answer === 'string') return answer;
      goOn(answer);
      return undefined;
    };
    show(<EnrolScreen {...{ kind: app.kind, lostKey, ask, enrol, refused, waiting }} />);
  });
}

/** The same surroundings, as far as the enrolment lets them: its wards are more than what the page's address or the policy says. */
export function asEnrolled(around: Surroundings, enrolled: Enrolled | null): Surroundings {
  if (!enrolled) return around;
  const { name, kind, wards, demo } = enrolled;
  const { wardId, banners } = around.settings;
  const isHere = wardId === null || wards === null || wards.includes(wardId);
  const { en, ar } = enrolmentWords;
  const banner = kind === 'admin' ? 'desk' : 'banner';
  const told = demo ? [{ en: en.demo[banner], ar: ar.demo[banner], read: 'demo' }] : [];
  const station = { name, wards, ...(demo && { demo }) };
  const settings = { ...around.settings, station, wardId: isHere ? wardId : null, banners: [...banners, ...told] };
  return { ...around, settings };
}
