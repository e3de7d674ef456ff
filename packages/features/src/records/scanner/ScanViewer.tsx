import { Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import type { ScannedFile } from '../../state/index.ts';
import { FileView, ViewerFrame } from '../FileViewer.tsx';
import css from './ScannedFiles.module.css';
import { useScan } from './use-scanner.ts';

export interface ScanViewerProps {
  readonly file: ScannedFile;
  /** Its media type. */
  readonly type: string;
  readonly patient: string;
  readonly adding: boolean;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** A scan before it is in anybody's file: whose it is, is seen on the paper. */
export function ScanViewer({ file, type, patient, adding, onAdd, onClose }: ScanViewerProps) {
  const { t } = useWords('records');
  const blob = useScan(file, onClose);
  return (
    <ViewerFrame whose={t('scanner.nobodys')} name={file.name} onClose={onClose}>
      <div className={css.adds}>
        <Button loading={adding} onClick={onAdd}>
          {t('scanner.addTo', { patient })}
        </Button>
      </div>
      {blob ? <FileView name={file.name} type={type} blob={blob} /> : <Skeleton rows={4} />}
    </ViewerFrame>
  );
}
