import { bannerSentences } from '@healthcare/desktop/api';
import { allAggregates } from '@healthcare/domain';
import {
  askServer,
  DatabaseNotOpened,
  desktopJournal,
  openIdbJournal,
  openReplica,
  workstationIdFrom,
} from '@healthcare/replica';
import { addWords, startLanguage, Theme } from '@healthcare/ui';
import { type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { addAllWords, makeStore } from '../app/index.ts';
import { webAudioSound } from '../calls/index.ts';
import { resumed } from '../session/index.ts';
import { keptSessionIn, type Ports } from '../state/index.ts';
import type { App } from './app.ts';
import { gateOf } from './gate.ts';
import { handOver, type Places, takeOver } from './hand-over.ts';
import { keepProgram } from './keep-program.ts';
import { Notice } from './Notice.tsx';
import { onlyWindow } from './only-window.ts';
import { ownPartOf } from './own-storage.ts';
import { recoverySentences } from './recovery-sentences.ts';
import { saveTextBy } from './save-text.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { witnessIn } from './witness.ts';
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
    await open(root, { app, places, around });
  } catch (error) {
    const code = error instanceof Error ? error.message : 'unknown';
    void around.desktop?.reportFault('replica/not-opened');
    show(root, <Notice app={app} about={isOfNewerProgram(error) ? 'newerProgram' : 'notOpened'} code={code} />);
    throw error;
  }
}

function rootOfPage(): Root {
  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  return createRoot(place);
}

function isOfNewerProgram(error: unknown): boolean {
  return error instanceof DatabaseNotOpened && error.trouble === 'newer-program';
}

/** An app, where it keeps things, and where it stands. */
interface Standing {
  readonly app: App;
  readonly places: Places;
  readonly around: Surroundings;
}

async function open(root: Root, standing: Standing): Promise<void> {
  takeOver(standing.places);
  const ports = await portsFor(standing);
  const store = makeStore(ports);
  await store.dispatch(resumed());
  wakeWith(ports, standing.around);
  root.render(<StrictMode>{standing.app.screens(store, ports)}</StrictMode>);
}

async function portsFor({ app, places, around }: Standing): Promise<Ports> {
  const { serverUrl, settings, secret, desktop } = around;
  const { journal, isNew } = await journalFor(app, desktop);
  const replica = await openReplica({
    serverUrl,
    storage: 'dexie',
    files: 'idb',
    journal,
    witness: witnessIn(places.profile, desktop?.witness),
    name: app.kind,
    workstation: await workstationIdFrom(secret),
    aggregates: heldBy(app),
  });
  const keptSession = keptSessionIn(places.window);
  const found = recoverySentences(replica.recovery, isNew);
  // What is found here says it more exactly.
  const standing = settings.banners.filter((one) => found.length === 0 || one !== bannerSentences['storage/lost']);
  return {
    replica,
    settings: { ...settings, banners: [...standing, ...found] },
    gate: gateOf(around),
    keptSession,
    server: {
      ask: (path, question) => askServer({ serverUrl, token: keptSession.read()?.token }, path, question),
    },
    sound: webAudioSound(() => new AudioContext()),
    nowMs: Date.now,
    newId: () => crypto.randomUUID(),
    saveText: saveTextBy(desktop),
    userSwitched: () => {
      if (!desktop) return;
      handOver(places);
      void desktop.userSwitched();
    },
  };
}

function heldBy({ holds }: App): typeof allAggregates {
  return holds
    ? new Map([...allAggregates].filter(([name]) => (holds as readonly string[]).includes(name)))
    : allAggregates;
}

/** The desktop's file, which says by itself when it is damaged; in a browser IndexedDB. */
async function journalFor({ kind }: App, desktop: Surroundings['desktop']) {
  if (desktop) return { journal: desktopJournal(desktop.journal), isNew: false };
  const journal = await openIdbJournal(`${kind}-journal`);
  return { journal, isNew: journal.isNew };
}

/** The network or the machine came back: look at once. Any touch lets the sound out that a browser holds back. */
function wakeWith({ replica, sound }: Ports, { desktop }: Surroundings): void {
  addEventListener('online', () => replica.wake());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) replica.wake();
  });
  desktop?.onResume(() => replica.wake());
  for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, () => sound.blocked && sound.unlock());
}

function show(root: Root, notice: ReactNode): void {
  root.render(<Theme>{notice}</Theme>);
}
