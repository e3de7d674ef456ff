import { bannerSentences } from '@healthcare/desktop/api';
import type { Enrolled, WorkstationWiped } from '@healthcare/protocol';
import {
  DatabaseNotOpened,
  dataKeyFrom,
  diskSpace,
  fromBase64url,
  grantKeysIn,
  idbKeyring,
  idbKeys,
  Keyring,
  keyFor,
  keyringInMemory,
  keysInMemory,
  knownTimeIn,
  untilSpace,
  watchDisk,
} from '@healthcare/replica';
import { addWords, startLanguage, Theme } from '@healthcare/ui';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { addAllWords } from '../app/index.ts';
import { webAudioSound } from '../calls/index.ts';
import { type Leaving, LeavingScreen } from '../enrolment/index.ts';
import { keptSessionInMemory } from '../state/index.ts';
import type { App } from './app.ts';
import { volumeIn } from './call-volume.ts';
import { asEnrolled, enrolledHere } from './enrolled.tsx';
import { type Identity, identityOf } from './identity.ts';
import { keepProgram } from './keep-program.ts';
import { heardBy, knownTimePlace } from './known-here.ts';
import { handedIn, lostWith } from './leaving.ts';
import { Notice } from './Notice.tsx';
import { onlyWindow } from './only-window.ts';
import { ownPartOf } from './own-storage.ts';
import { type Carried, type House, Room } from './room.tsx';
import { type Places, sealedSession } from './sealed-session.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { Upgrading } from './Upgrading.tsx';
import { Watch } from './watch.ts';
import { forgetIdentity, keepLeaving, leavingIn, wipeAll } from './wipe.ts';
import { pageWords } from './words.ts';

/** Where an app runs, before there is anything open in it. */
type Page = Pick<House, 'app' | 'places' | 'around'>;

interface Goodbye {
  readonly identity: Identity;
  readonly lost: WorkstationWiped;
}

/** Brings the page of an app to life: alone in its window, with its own replica, on the screen where its person left it. */
export async function startPage(app: App): Promise<void> {
  const root = rootOfPage();
  const places = { window: ownPartOf(sessionStorage, app), profile: ownPartOf(localStorage, app) };
  const around = await surroundings(app, places.profile);
  addAllWords();
  addWords('page', pageWords);
  startLanguage(around.language);
  if (!around.desktop) keepProgram();
  await onlyWindow(app, () => show(root, <Notice app={app} about="otherWindow" />));
  await anySpace(app, () => show(root, <Notice app={app} about="diskFull" />));
  try {
    await started(root, { app, places, around });
  } catch (error) {
    notOpened(root, { app, around }, error);
    throw error;
  }
}

async function started(root: Root, page: Page): Promise<void> {
  const { app, places, around } = page;
  const leaving = leavingIn(places.profile);
  if (leaving) await wipeAll(app.kind);
  const identity = await identityOf(app, around);
  if (leaving) return await saidGoodbye(root, page, { identity, lost: leaving });
  const shown = (screen: ReactNode) => show(root, screen);
  const enrolled = await enrolledHere({ app, around, identity, profile: places.profile, show: shown });
  const house = await houseOf({ ...page, around: asEnrolled(around, enrolled) }, identity);
  const carried = await carriedAtStart(places, around);
  const kept = carried.keptSession.read();
  const here = kept && !kept.left ? kept.session.grant : undefined;
  await house.grantKeys.hideAllBut(here).catch(() => undefined); // a disk that cannot be read has no keys to hide
  await open(root, house, carried, { identity, as: (now) => asEnrolled(around, now) });
}

/** On a disk without any room nothing is opened: a browser can throw away what it cannot write beside. `waiting` is told then. */
async function anySpace({ kind }: App, waiting: () => void): Promise<void> {
  if ((await watchDisk(`${kind}-reserve`)) !== 'none') return;
  waiting();
  await untilSpace();
}

function rootOfPage(): Root {
  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  return createRoot(place);
}

async function houseOf({ app, places, around }: Page, { workstation, prover }: Identity): Promise<House> {
  const shownKey = await keyFor('people', fromBase64url(around.secret));
  const place = await idbKeyring(`${app.kind}-people`).catch(() => keyringInMemory());
  const time = knownTimeIn(knownTimePlace(places.profile));
  const keyring = await Keyring.open({ place, shownKey, workstation, time });
  // On a disk that keeps nothing, a reload asks for a new sign-in.
  const grantKeys = grantKeysIn(await idbKeys(`${app.kind}-keys`).catch(() => keysInMemory()));
  const sound = webAudioSound(() => new AudioContext(), volumeIn(places.profile));
  return { app, places, around, workstation, prover, keyring, grantKeys, sound };
}

/** A desktop's key store opens it at once; a browser waits for a sign-in or a PIN. */
async function carriedAtStart(places: Places, { desktop }: Surroundings): Promise<Carried> {
  if (!desktop) return { key: undefined, keptSession: keptSessionInMemory(null), found: [] };
  const key = await dataKeyFrom(fromBase64url(await desktop.dataKey()));
  return { key, keptSession: await sealedSession(key.notes, places), found: [] };
}

interface Standing {
  readonly identity: Identity;
  /** This page's surroundings, where the workstation is enrolled as this. */
  readonly as: (now: Enrolled) => Surroundings;
}

async function open(root: Root, first: House, carried: Carried, { identity, as }: Standing): Promise<void> {
  let house = first;
  let room: Room | undefined;
  const watch = new Watch(identity, house.places.profile, {
    takenAway: () => {
      if (room) void leave(root, house, room, identity).catch((error: unknown) => notOpened(root, house, error));
    },
    placed: (now) => {
      house = { ...house, around: as(now) };
      room?.standsAt(house.around.settings);
    },
    stood: (stands) => void heardBy(house.keyring, stands),
  });
  let isFull = false;
  const tellOfDisk = () => room?.tell(bannerSentences['disk/full'], isFull);
  const enter = async (left: Carried): Promise<void> => {
    room = new Room(house, left, {
      render: (screens) => root.render(screens),
      upgrading: (progress) => show(root, <Upgrading app={house.app} progress={progress} />),
      notOpened: (error) => notOpened(root, house, error),
      heard: (state) => watch.heard(state),
      told: (code) => watch.told(code),
      next: (carriedOn) => void enter(carriedOn),
    });
    tellOfDisk();
    await room.enter();
  };
  // A desktop tells of its own disk.
  if (!house.around.desktop)
    diskSpace.subscribe((space) => {
      isFull = space !== 'enough';
      tellOfDisk();
    });
  // A desktop looks after its own disk.
  if (!house.around.desktop)
    diskSpace.subscribe((space) => room?.tell(bannerSentences['disk/full'], space !== 'enough'));
  house.around.desktop?.onServerRefused(() => room?.tell(bannerSentences['server/certificate-changed'], true));
  await enter(carried);
  void watch.look();
}

/** The workstation is taken away: what is unsent is handed in, then a fresh page wipes everything before it opens any of it. */
async function leave(root: Root, { places, around }: House, room: Room, identity: Identity): Promise<void> {
  const shown = (at: Leaving) => show(root, <LeavingScreen at={at} onAnew={() => location.reload()} />);
  room.empty();
  const hasKeyStore = around.desktop !== null;
  const left = await handedIn({ replica: room.replica, identity, hasKeyStore, show: shown });
  shown({ step: 'wiping' });
  await room.close();
  keepLeaving(places.profile, lostWith(left));
  if (around.desktop) await around.desktop.userSwitched();
  else location.reload();
}

/** Everything is deleted. The server is told; where it does not answer, the next start tells it. */
async function saidGoodbye(root: Root, { app, places, around }: Page, { identity, lost }: Goodbye): Promise<void> {
  const told = await identity.door.wiped(lost);
  const isTold = told.ok || told.code === 'workstation/not-revoked' || told.code === 'workstation/not-enrolled';
  // That it is to be wiped is forgotten last: a page that dies before that begins here again.
  if (isTold) await around.desktop?.wipe();
  if (isTold) await forgetIdentity(app.kind, places.profile);
  const anew = () => (around.desktop ? void around.desktop.userSwitched() : location.reload());
  show(root, <LeavingScreen at={{ step: 'wiped', lost }} onAnew={anew} />);
}

function notOpened(root: Root, { app, around }: Pick<House, 'app' | 'around'>, error: unknown): void {
  const code = error instanceof Error ? error.message : 'unknown';
  void around.desktop?.reportFault('replica/not-opened');
  show(root, <Notice app={app} about={isOfNewerProgram(error) ? 'newerProgram' : 'notOpened'} code={code} />);
}

function isOfNewerProgram(error: unknown): boolean {
  return error instanceof DatabaseNotOpened && error.trouble === 'newer-program';
}

function show(root: Root, notice: ReactNode): void {
  root.render(<Theme>{notice}</Theme>);
}
