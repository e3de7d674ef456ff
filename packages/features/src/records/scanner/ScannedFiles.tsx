import { IconCloudOff, IconFileUpload, momentOf, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ScannedFile } from '../../state/index.ts';
import { fileSize } from '../file-size.ts';
import { typeOf } from '../file-type.ts';
import type { AddingTo } from '../use-adding.ts';
import css from './ScannedFiles.module.css';
import { ScanViewer } from './ScanViewer.tsx';
import { useScannedActs, useScannerLook } from './use-scanner.ts';

export interface ScannedFilesProps extends AddingTo {
  /** Whose file they are added to. */
  readonly patient: string;
}

/** A scan of a kind that a patient's file takes. */
interface Scan {
  readonly file: ScannedFile;
  readonly type: string;
}

/** What the scanner has put into its folder, to be looked at and added to this patient's file. Nothing where the workstation has no such folder. */
export function ScannedFiles({ patient, ...to }: ScannedFilesProps) {
  const { t } = useWords('records');
  const look = useScannerLook();
  const { adding, added, add } = useScannedActs(to);
  const [shown, setShown] = useState<Scan | null>(null);
  if (!look) return null;
  const here = look.reached ? look.files.filter(({ id }) => !added.has(id)) : [];
  const scans = here.flatMap((file): readonly Scan[] => {
    const type = typeOf(file.head);
    return type === undefined ? [] : [{ file, type }];
  });
  const others = here.length - scans.length;
  return (
    <section className={css.scanner} aria-label={t('scanner.title')}>
      <h2>{t('scanner.title')}</h2>
      {!look.reached && (
        <p className={css.said} role="status">
          <IconCloudOff size={20} aria-hidden /> {t('scanner.away')}
        </p>
      )}
      {look.reached && (
        <p className={css.said} role="status">
          <span>
            {scans.length === 0 && look.arriving === 0
              ? t('scanner.none')
              : t('scanner.count', { count: scans.length })}
          </span>
          {look.arriving > 0 && <span>{t('scanner.arriving', { count: look.arriving })}</span>}
          {others > 0 && <span>{t('scanner.others', { count: others })}</span>}
        </p>
      )}
      <ul className={css.list}>
        {scans.map((scan) => (
          <ScanLine
            key={scan.file.id}
            scan={scan}
            patient={patient}
            adding={adding}
            onLook={() => setShown(scan)}
            onAdd={() => void add(scan.file, scan.type)}
          />
        ))}
      </ul>
      {shown && (
        <ScanViewer
          file={shown.file}
          type={shown.type}
          patient={patient}
          adding={adding !== null}
          onAdd={async () => void ((await add(shown.file, shown.type)) && setShown(null))}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}

interface ScanLineProps {
  readonly scan: Scan;
  readonly patient: string;
  readonly adding: string | null;
  readonly onLook: () => void;
  readonly onAdd: () => void;
}

function ScanLine({ scan: { file }, patient, adding, onLook, onAdd }: ScanLineProps) {
  const { t, language } = useWords('records');
  const nowMs = useNow(60_000);
  const { id, name, bytes, changedMs } = file;
  return (
    <li>
      <IconFileUpload size={20} stroke={1.75} aria-hidden />
      <div>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className={css.said}>
          {t('scanner.facts', { size: fileSize(bytes), at: momentOf(changedMs, nowMs, language) })}
        </p>
      </div>
      <Button variant="default" aria-label={t('scanner.lookAt', { name })} onClick={onLook}>
        {t('scanner.look')}
      </Button>
      <Button
        loading={adding === id}
        disabled={adding !== null && adding !== id}
        aria-label={t('scanner.addOf', { name, patient })}
        onClick={onAdd}
      >
        {t('scanner.add')}
      </Button>
    </li>
  );
}
