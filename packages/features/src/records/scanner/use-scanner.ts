import { tell, useWords } from '@healthcare/ui';
import { useCallback, useEffect, useState } from 'react';
import { type ScannedFile, type ScannerLook, usePorts } from '../../state/index.ts';
import { type AddingTo, useAdding } from '../use-adding.ts';

/** A scan is there within seconds; a share is not asked more often than somebody could look. */
const LOOK_EVERY_MS = 2000;

/** What lies in the scanner's folder while somebody looks; undefined before the first look, null where there is none. */
export function useScannerLook(): ScannerLook | null | undefined {
  const { scanner } = usePorts();
  const [look, setLook] = useState<ScannerLook | null | undefined>(scanner ? undefined : null);
  useEffect(() => {
    if (!scanner) return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async () => {
      const now = await scanner.look().catch(() => ({ reached: false }) as const);
      if (!wanted) return;
      setLook((before) => (same(before, now) ? before : now));
      if (now) timer = setTimeout(() => void again(), LOOK_EVERY_MS);
    };
    void again();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [scanner]);
  return look;
}

export interface ScannedActs {
  /** The file that is being added right now. */
  readonly adding: string | null;
  /** Added already; the next look will not have them. */
  readonly added: ReadonlySet<string>;
  /** True: it is kept on this workstation, and has left the scanner's folder, or the person has been told that it did not. */
  readonly add: (file: ScannedFile, type: string) => Promise<boolean>;
}

/** A scan is kept in the patient's file first; only then does it leave the scanner's folder. */
export function useScannedActs(to: AddingTo): ScannedActs {
  const { t } = useWords('records');
  const { scanner } = usePorts();
  const { addOne } = useAdding(to);
  const [adding, setAdding] = useState<string | null>(null);
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const add = async (file: ScannedFile, type: string) => {
    if (!scanner) return false;
    setAdding(file.id);
    try {
      const blob = await scanner.open(file);
      if (!(await addOne(new File([blob], file.name, { type })))) return false;
    } catch (error) {
      tell({
        title: t('notAdded', { name: file.name }),
        message: t(`scanner.trouble.${troubleOf(error)}`),
        tone: 'wrong',
      });
      return false;
    } finally {
      setAdding(null);
    }
    setAdded((before) => new Set([...before, file.id]));
    await scanner.taken(file.id).catch(() => {
      tell({ title: t('scanner.notMoved', { name: file.name }), message: t('scanner.notMovedWhy'), tone: 'wrong' });
    });
    return true;
  };
  return { adding, added, add };
}

/** A scan in memory: undefined while it is read, null when it could not be, which has been said. */
export function useScan(file: ScannedFile, onGone: () => void): Blob | undefined {
  const { t } = useWords('records');
  const { scanner } = usePorts();
  const [blob, setBlob] = useState<Blob>();
  const { id, name } = file;
  const gone = useCallback(
    (error: unknown) => {
      tell({
        title: t('scanner.notOpened', { name }),
        message: t(`scanner.trouble.${troubleOf(error)}`),
        tone: 'wrong',
      });
      onGone();
    },
    [t, name, onGone],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is its id; words and closing may change while it is read
  useEffect(() => {
    let wanted = true;
    scanner?.open(file).then(
      (read) => wanted && setBlob(read),
      (error) => wanted && gone(error),
    );
    return () => {
      wanted = false;
    };
  }, [scanner, id]);
  return blob;
}

type Trouble = 'gone' | 'changed' | 'not-opened';

/** A refusal crosses from the desktop as its code. */
function troubleOf(error: unknown): Trouble {
  const said = error instanceof Error ? error.message : '';
  return (['gone', 'changed'] as const).find((code) => said.includes(`scanner/${code}`)) ?? 'not-opened';
}

function same(before: ScannerLook | null | undefined, now: ScannerLook | null): boolean {
  return JSON.stringify(summaryOf(before)) === JSON.stringify(summaryOf(now));
}

function summaryOf(look: ScannerLook | null | undefined): unknown {
  return look?.reached ? [look.arriving, look.files.map(({ id }) => id)] : [look ?? 'none'];
}
