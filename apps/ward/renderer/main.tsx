import { bannerSentences } from '@healthcare/desktop/api';
import {
  addAllWords,
  keptSessionIn,
  makeStore,
  type Ports,
  resumed,
  Workstation,
  webAudioSound,
} from '@healthcare/features';
import { DatabaseNotOpened, desktopJournal, openIdbJournal, openReplica, workstationIdFrom } from '@healthcare/replica';
import { addWords, startLanguage, Theme } from '@healthcare/ui';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:theme.css';
import '@healthcare/ui/theme/base.css';
import { gateOf } from './gate.ts';
import { handOver, takeOver } from './hand-over.ts';
import { keepProgram } from './keep-program.ts';
import { Notice } from './Notice.tsx';
import { onlyWindow } from './only-window.ts';
import { recoverySentences } from './recovery-sentences.ts';
import { saveTextBy } from './save-text.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { witnessIn } from './witness.ts';
import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);

await start();

async function start(): Promise<void> {
  const around = await surroundings();
  addAllWords();
  addWords('ward', { en, ar });
  startLanguage(around.language);
  if (!around.desktop) keepProgram();
  await onlyWindow(() => show(<Notice about="otherWindow" />));
  try {
    await open(around);
  } catch (error) {
    const code = error instanceof Error ? error.message : 'unknown';
    void around.desktop?.reportFault('replica/not-opened');
    show(<Notice about={isOfNewerProgram(error) ? 'newerProgram' : 'notOpened'} code={code} />);
    throw error;
  }
}

function isOfNewerProgram(error: unknown): boolean {
  return error instanceof DatabaseNotOpened && error.trouble === 'newer-program';
}

async function open(around: Surroundings): Promise<void> {
  takeOver();
  const ports = await portsFor(around);
  const store = makeStore(ports);
  await store.dispatch(resumed());
  wakeWith(ports, around);
  root.render(
    <StrictMode>
      <Workstation store={store} ports={ports} />
    </StrictMode>,
  );
}

async function portsFor(around: Surroundings): Promise<Ports> {
  const { serverUrl, settings, secret, desktop } = around;
  const { journal, isNew } = await journalFor(desktop);
  const replica = await openReplica({
    serverUrl,
    storage: 'dexie',
    files: 'idb',
    journal,
    witness: witnessIn(localStorage, desktop?.witness),
    name: 'ward',
    workstation: await workstationIdFrom(secret),
  });
  const found = recoverySentences(replica.recovery, isNew);
  // What is found here says it more exactly.
  const standing = settings.banners.filter((one) => found.length === 0 || one !== bannerSentences['storage/lost']);
  return {
    replica,
    settings: { ...settings, banners: [...standing, ...found] },
    gate: gateOf(around),
    keptSession: keptSessionIn(sessionStorage),
    sound: webAudioSound(() => new AudioContext()),
    nowMs: Date.now,
    newId: () => crypto.randomUUID(),
    saveText: saveTextBy(desktop),
    userSwitched: () => {
      if (!desktop) return;
      handOver();
      void desktop.userSwitched();
    },
  };
}

/** The desktop's file, which says by itself when it is damaged; in a browser IndexedDB. */
async function journalFor(desktop: Surroundings['desktop']) {
  if (desktop) return { journal: desktopJournal(desktop.journal), isNew: false };
  const journal = await openIdbJournal('ward-journal');
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

function show(notice: ReactNode): void {
  root.render(<Theme>{notice}</Theme>);
}
