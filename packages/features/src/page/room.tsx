import type { WorkstationApi } from '@healthcare/desktop/api';
import { bannerSentences } from '@healthcare/desktop/api';
import { allAggregates } from '@healthcare/domain';
import {
  askServer,
  type DataKey,
  desktopJournal,
  type GrantKeys,
  type Keyring,
  type OpenIdbJournal,
  openIdbJournal,
  openReplica,
  type Prover,
  type Replica,
  type SealedReplica,
  type SyncState,
  sealedReplica,
  type UpgradeProgress,
} from '@healthcare/replica';
import { forgetNotices } from '@healthcare/ui';
import { type ReactNode, StrictMode } from 'react';
import { openingsIn } from '../access/index.ts';
import { makeStore, type Store } from '../app/index.ts';
import { resumed } from '../session/index.ts';
import type { WorkstationSettings } from '../settings/index.ts';
import type { KeptSession, Ports } from '../state/index.ts';
import type { App } from './app.ts';
import { boardNamesIn } from './board-names.ts';
import { gateOf } from './gate.ts';
import { printPageBy } from './print-page.ts';
import { readBannersIn } from './read-banners.ts';
import { recoverySentences } from './recovery-sentences.ts';
import { saveCsvBy, saveTextBy } from './save-text.ts';
import { scannerBy } from './scanner.ts';
import { type SealedDrafts, sealedDrafts } from './sealed-drafts.ts';
import { sealedPack } from './sealed-pack.ts';
import type { Places, SealedSession } from './sealed-session.ts';
import type { Surroundings } from './surroundings.ts';
import { unlockingOf } from './unlocking.ts';
import { witnessIn } from './witness.ts';

type Sentence = WorkstationSettings['banners'][number];

/** What outlives the people who come and go in this page. */
export interface House {
  readonly app: App;
  readonly places: Places;
  readonly around: Surroundings;
  readonly workstation: string;
  /** What proves to the server which workstation asks. */
  readonly prover: Prover;
  readonly keyring: Keyring;
  readonly grantKeys: GrantKeys;
  readonly sound: Ports['sound'];
}

/** What the page of one person leaves to the next. `key`: what opens this workstation, once somebody has opened it. */
export interface Carried {
  readonly key: DataKey | undefined;
  readonly keptSession: KeptSession;
  /** What people have to know of how the storage was found, for as long as the page lives. */
  readonly found: readonly Sentence[];
}

/** How a room reaches the page it is in. */
export interface Outside {
  render(screens: ReactNode): void;
  /** What an earlier program has left here is being taken over; nothing else can be shown before. */
  upgrading(progress: UpgradeProgress): void;
  /** What is kept here cannot be read: nothing more can be done in this page. */
  notOpened(error: unknown): void;
  /** How sync stands, and problems that the server has answered with. */
  heard(state: SyncState): void;
  told(code: string): void;
  /** Its person has gone: the next room. */
  next(carried: Carried): void;
}

/** The page between two people: everything that is read in it goes with it. */
export class Room {
  readonly #house: House;
  readonly #outside: Outside;
  readonly #replica: SealedReplica;
  readonly #keptSession: KeptSession;
  readonly #drafts: SealedDrafts;
  readonly #left = new AbortController();
  #ports: Ports;
  readonly #heard: { unsubscribe(): void };
  readonly #store: Store;
  #key: DataKey | undefined;
  #journal: OpenIdbJournal | undefined;
  /** Another tree of screens for each person. */
  readonly #turn = crypto.randomUUID();
  #login = '';
  #entered = false;
  #found: readonly Sentence[];

  constructor(house: House, { key, keptSession, found }: Carried, outside: Outside) {
    const { around, places, workstation, prover, keyring, grantKeys, sound } = house;
    const { serverUrl, settings, desktop } = around;
    this.#house = house;
    this.#outside = outside;
    this.#key = key;
    this.#found = found;
    this.#keptSession = keptSession;
    this.#drafts = sealedDrafts(places.profile, workstation);
    this.#replica = sealedReplica({ workstation, nowMs: Date.now() }, (key) => this.#opened(key));
    const replica = this.#replica;
    const drafts = this.#drafts;
    const loginOf = () => this.#login;
    const server = { serverUrl, prover };
    const unlocking = {
      server,
      keyring,
      grantKeys,
      replica,
      keptSession,
      drafts,
      hasKeyStore: desktop !== null,
      loginOf,
    };
    this.#ports = {
      replica,
      settings,
      boardNames: boardNamesIn(places.profile),
      readBanners: readBannersIn(places.profile),
      gate: gateOf({
        around,
        settings: () => this.#ports.settings,
        prover,
        keys: grantKeys,
        refused: (code) => outside.told(code),
        tried: (login) => {
          this.#login = login;
        },
      }),
      audit: openingsIn({ replica, newId: () => crypto.randomUUID() }),
      keptSession,
      server: {
        ask: (path, question) => askServer({ ...server, token: keptSession.read()?.token }, path, question),
      },
      unlocking: unlockingOf(unlocking),
      sound,
      nowMs: Date.now,
      newId: () => crypto.randomUUID(),
      saveText: saveTextBy(desktop),
      saveCsv: saveCsvBy(desktop),
      scanner: scannerBy(desktop),
      downtime: sealedPack(places.profile, () => this.#key?.notes),
      printPage: printPageBy(desktop),
      userSwitched: () => void this.#leave(),
    };
    this.#store = makeStore(this.#ports);
    this.#heard = replica.sync.subscribe((state) => outside.heard(state));
  }

  /** What is kept here, for whoever has to hand it in. */
  get replica(): SealedReplica {
    return this.#replica;
  }

  /** Its person goes and nobody comes: the screens are gone, what is kept stays open. */
  empty(): void {
    this.#left.abort();
    this.#heard.unsubscribe();
    this.#outside.render(null);
    forgetNotices();
  }

  /** The workstation has been given another place, in which people sign in from now on. */
  standsAt(settings: WorkstationSettings): void {
    this.#ports = { ...this.#ports, settings };
    if (this.#entered) this.#show();
  }

  /** What people have to know from now on, or need not any more. */
  tell(sentence: Sentence, isSo: boolean): void {
    if (this.#found.includes(sentence) === isSo) return;
    this.#found = isSo ? [...this.#found, sentence] : this.#found.filter((one) => one !== sentence);
    if (this.#entered) this.#show();
  }

  async close(): Promise<void> {
    await this.#replica.close();
    this.#journal?.close();
  }

  async enter(): Promise<void> {
    if (this.#key) await this.#replica.open(this.#key);
    await this.#store.dispatch(resumed());
    wakeWith(this.#ports, this.#house.around, this.#left.signal);
    this.#entered = true;
    this.#show();
  }

  #show(): void {
    const { settings } = this.#ports;
    // What is found here says it more exactly.
    const standing = settings.banners.filter(
      (one) => this.#found.length === 0 || one !== bannerSentences['storage/lost'],
    );
    const ports = { ...this.#ports, settings: { ...settings, banners: [...standing, ...this.#found] } };
    this.#outside.render(<StrictMode key={this.#turn}>{this.#house.app.screens(this.#store, ports)}</StrictMode>);
  }

  async #opened(key: DataKey): Promise<Replica> {
    const { app, places, around, workstation, grantKeys, prover } = this.#house;
    const { serverUrl, desktop } = around;
    try {
      if (!desktop) this.#journal = await openIdbJournal(`${app.kind}-journal`, key.journal);
      const replica = await openReplica({
        serverUrl,
        storage: 'dexie',
        seal: key.rows,
        files: 'idb',
        journal: this.#journal ?? desktopJournal((desktop as WorkstationApi).journal), // one of the two is there
        witness: witnessIn(places.profile, desktop?.witness),
        name: app.kind,
        workstation,
        grantKeys,
        prover,
        aggregates: heldBy(app),
        onUpgrade: (progress) => this.#outside.upgrading(progress),
      });
      const isIncomplete = this.#journal !== undefined && (this.#journal.isNew || this.#journal.unreadable > 0);
      this.#found = [...this.#found, ...recoverySentences(replica.recovery, isIncomplete)];
      this.#key = key;
      if (this.#entered) this.#show();
      return replica;
    } catch (error) {
      this.#journal?.close();
      this.#outside.notOpened(error);
      throw error;
    }
  }

  /** A desktop lets the whole renderer go; a browser everything that was read in this page, and keeps the key for the calls. */
  async #leave(): Promise<void> {
    const { desktop } = this.#house.around;
    this.empty(); // nobody types into a page that is about to go
    this.#house.keyring.leave();
    await this.#drafts.written();
    await this.#hideKey();
    if (desktop) {
      await writtenIn(this.#keptSession);
      await desktop.userSwitched();
      return;
    }
    await this.close();
    this.#outside.next({ key: this.#key, keptSession: this.#keptSession, found: this.#found });
  }

  /** From now on nobody signs in the name of who has left, until they come back. */
  async #hideKey(): Promise<void> {
    const { grantKeys, keyring } = this.#house;
    const session = this.#keptSession.read()?.session;
    // Of a full disk: then it is hidden where the next page begins.
    if (session) await grantKeys.hide(session.grant, !keyring.has(session.user)).catch(() => undefined);
  }
}

function heldBy({ holds }: App): typeof allAggregates {
  return holds
    ? new Map([...allAggregates].filter(([name]) => (holds as readonly string[]).includes(name)))
    : allAggregates;
}

function writtenIn(kept: KeptSession): Promise<void> {
  return (kept as Partial<SealedSession>).written?.() ?? Promise.resolve(); // memory has nothing to wait for
}

/** The network or the machine came back: look at once. Any touch lets the sound out that a browser holds back. */
function wakeWith({ replica, sound }: Ports, { desktop }: Surroundings, signal: AbortSignal): void {
  const wake = () => replica.wake();
  addEventListener('online', wake, { signal });
  document.addEventListener('visibilitychange', () => !document.hidden && wake(), { signal });
  const deaf = desktop?.onResume(wake);
  signal.addEventListener('abort', () => deaf?.());
  for (const touch of ['pointerdown', 'keydown'])
    addEventListener(touch, () => sound.blocked && sound.unlock(), { signal });
}
