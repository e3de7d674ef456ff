import { app, type BrowserWindow, dialog } from 'electron';
import type { Banner, WorkstationSettings } from '../api.ts';
import { channelShapes } from './channel-shapes.ts';
import type { Configuration } from './configuration/read-configuration.ts';
import type { GuardedJournal } from './journal/guarded-journal.ts';
import type { WorkstationKeys } from './keys/key-store.ts';
import { printPage, type SavingParts, saveCsv, savePageAsPdf, saveText } from './printing.ts';
import type { DiskGuard } from './profile/disk-guard.ts';
import type { WitnessRecord } from './profile/witness.ts';
import { PageRefusal, type Routes } from './reply-to-page.ts';
import type { ScannerFolder } from './scanner/scanner-folder.ts';
import type { ServerPin } from './server-pin.ts';
import type { ShellLog } from './shell-log.ts';
import type { WorkstationWindow } from './workstation-window.ts';

export interface RouteParts {
  readonly configuration: Configuration;
  /** As they are now: after a wipe they are others. */
  readonly keys: () => Pick<WorkstationKeys, 'secret' | 'pageKey'>;
  /** Banners that hold until the next start. */
  readonly banners: readonly Banner[];
  readonly journal: GuardedJournal;
  readonly guard: DiskGuard;
  readonly witness: WitnessRecord;
  readonly pin: ServerPin;
  /** Null where no policy names one. */
  readonly scanner: ScannerFolder | null;
  /** Deletes what this machine keeps outside the page; the next page is that of a new machine. */
  readonly wipe: () => Promise<void>;
  readonly log: ShellLog;
}

/** What each channel does. */
export function pageRoutes(parts: RouteParts): (window: WorkstationWindow) => Routes {
  const { journal, witness, log } = parts;
  const serve = {
    'workstation:settings': () => settingsNow(parts),
    'workstation:secret': async () => parts.keys().secret,
    'workstation:data-key': async () => parts.keys().pageKey,
    'workstation:journal-append': (entry) => done(journal.append(entry)),
    'workstation:journal-acknowledge': (ids) => done(journal.acknowledge(ids)),
    'workstation:journal-pending': async () => journal.pending(),
    'workstation:witness-read': async () => {
      const { profileId, generation, sequence } = witness.witness;
      return { profileId, generation, sequence };
    },
    'workstation:witness-record': (sequence) => done(witness.record(sequence)),
    'workstation:scanner-look': async () => (await parts.scanner?.look()) ?? null,
    'workstation:scanner-read': (id, from) => scannerOf(parts).read(id, from),
    'workstation:scanner-taken': (id) => done(scannerOf(parts).taken(id)),
    'workstation:pin-server': (fingerprint) => done(parts.pin.pin(fingerprint)),
    'workstation:wipe': () => done(parts.wipe()),
    'workstation:report-fault': async (code) => {
      log.error(code);
      return null;
    },
  } satisfies Partial<{ [C in keyof Routes]: Routes[C]['serve'] }>;
  return (window) => {
    const all = {
      ...serve,
      'workstation:user-switched': async () => {
        setImmediate(() => void window.replace()); // after the answer: the page that asked goes with its window
        return null;
      },
      'workstation:print': () => printPage(window.current.webContents, log),
      'workstation:save-pdf': (name) => savePageAsPdf(saving(window.current, log), name),
      'workstation:save-text': (name, text) => saveText(saving(window.current, log), name, text),
      'workstation:save-csv': (name, text) => saveCsv(saving(window.current, log), name, text),
    } satisfies { [C in keyof Routes]: Routes[C]['serve'] };
    const channels = Object.keys(all) as (keyof Routes)[];
    return Object.fromEntries(
      channels.map((channel) => [channel, { accepts: channelShapes[channel], serve: all[channel] }]),
    ) as unknown as Routes;
  };
}

function scannerOf({ scanner }: RouteParts): ScannerFolder {
  if (!scanner) throw new PageRefusal('scanner/gone');
  return scanner;
}

function saving(window: BrowserWindow, log: ShellLog): SavingParts {
  return { window, dialog, folder: app.getPath('documents'), log };
}

async function settingsNow({ configuration, banners, guard, pin }: RouteParts): Promise<WorkstationSettings> {
  const { serverUrl, kind, wardId, language, idleLockSeconds, pinRequired, boardInitialsOnly, enrolmentCode } =
    configuration;
  const disk = await guard.state();
  const diskBanner: readonly Banner[] = disk === 'well' ? [] : [`disk/${disk}`];
  return {
    serverUrl,
    kind,
    wardId,
    language,
    idleLockSeconds,
    pinRequired,
    boardInitialsOnly,
    enrolmentCode,
    serverFingerprint: pin.seen,
    banners: [...banners, ...diskBanner, ...(pin.isRefused ? (['server/certificate-changed'] as const) : [])],
    appVersion: app.getVersion(),
  };
}

/** What crosses the bridge where there is nothing to say. */
async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
