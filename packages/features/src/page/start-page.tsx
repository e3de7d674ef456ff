import {
  DatabaseNotOpened,
  dataKeyFrom,
  fromBase64url,
  grantKeysIn,
  idbKeyring,
  idbKeys,
  Keyring,
  keyFor,
  keyringInMemory,
  keysInMemory,
  workstationIdFrom,
} from '@healthcare/replica';
import { addWords, startLanguage, Theme } from '@healthcare/ui';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { addAllWords } from '../app/index.ts';
import { webAudioSound } from '../calls/index.ts';
import { keptSessionInMemory } from '../state/index.ts';
import type { App } from './app.ts';
import { keepProgram } from './keep-program.ts';
import { Notice } from './Notice.tsx';
import { onlyWindow } from './only-window.ts';
import { ownPartOf } from './own-storage.ts';
import { type Carried, type House, Room } from './room.tsx';
import { type Places, sealedSession } from './sealed-session.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { Upgrading } from './Upgrading.tsx';
import { pageWords } from './words.ts';

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
  try {
    const house = await houseOf({ app, places, around });
    const carried = await carriedAtStart(places, around);
    const kept = carried.keptSession.read();
    const here = kept && !kept.left ? kept.session.grant : undefined;
    await house.grantKeys.hideAllBut(here).catch(() => undefined); // a disk that cannot be read has no keys to hide
    await open(root, house, carried);
  } catch (error) {
    notOpened(root, { app, around }, error);
    throw error;
  }
}

function rootOfPage(): Root {
  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  return createRoot(place);
}

async function houseOf({ app, places, around }: Pick<House, 'app' | 'places' | 'around'>): Promise<House> {
  const { secret } = around;
  const workstation = await workstationIdFrom(secret);
  const shownKey = await keyFor('people', fromBase64url(secret));
  const place = await idbKeyring(`${app.kind}-people`).catch(() => keyringInMemory());
  const keyring = await Keyring.open({ place, shownKey, workstation, now: Date.now });
  // On a disk that keeps nothing, a reload asks for a new sign-in.
  const grantKeys = grantKeysIn(await idbKeys(`${app.kind}-keys`).catch(() => keysInMemory()));
  return { app, places, around, workstation, keyring, grantKeys, sound: webAudioSound(() => new AudioContext()) };
}

/** A desktop's key store opens it at once; a browser waits for a sign-in or a PIN. */
async function carriedAtStart(places: Places, { desktop }: Surroundings): Promise<Carried> {
  if (!desktop) return { key: undefined, keptSession: keptSessionInMemory(null), found: [] };
  const key = await dataKeyFrom(fromBase64url(await desktop.dataKey()));
  return { key, keptSession: await sealedSession(key.notes, places), found: [] };
}

async function open(root: Root, house: House, carried: Carried): Promise<void> {
  const room = new Room(house, carried, {
    render: (screens) => root.render(screens),
    upgrading: (progress) => show(root, <Upgrading app={house.app} progress={progress} />),
    notOpened: (error) => notOpened(root, house, error),
    next: (left) => void open(root, house, left),
  });
  await room.enter();
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
