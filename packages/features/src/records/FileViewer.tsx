import { EmptyState, IconAlertCircle, IconCloudOff, Skeleton, useWords } from '@healthcare/ui';
import { Button, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './FileViewer.module.css';
import { viewOf } from './file-type.ts';
import type { RecordRow } from './record-book.ts';
import { DicomView } from './views/DicomView.tsx';
import { ImageView } from './views/ImageView.tsx';
import { PdfView } from './views/PdfView.tsx';
import { RasterView } from './views/RasterView.tsx';
import { readJpeg2000, readTiff } from './views/raster.ts';
import { TextView } from './views/TextView.tsx';

/** A file as it is opened: in memory only, and let go when it is closed. */
type Opened =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly blob: Blob }
  | { readonly is: 'trouble'; readonly trouble: string };

export interface ViewerFrameProps {
  /** Whose file it is, or that it is nobody's yet: what lies over the banner says so too. */
  readonly whose: ReactNode;
  readonly name: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The window in which files are looked at. */
export function ViewerFrame({ whose, name, onClose, children }: ViewerFrameProps) {
  const { t } = useWords('records');
  const ui = useWords('ui');
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <>
          <b>{whose}</b>
          {t('comma')}
          <bdi>{name}</bdi>
        </>
      }
      size="min(1400px, 94vw)"
      centered
      closeButtonProps={{ 'aria-label': ui.t('kit.close') }}
    >
      <div className={css.view}>{children}</div>
    </Modal>
  );
}

export interface FileViewerProps {
  readonly record: RecordRow;
  /** Whose file it is: what lies over the banner says so too. */
  readonly patient: string;
  readonly onClose: () => void;
}

/** Shows a file from memory. Fetched from the server only now, and kept sealed for the next time. */
export function FileViewer({ record, patient, onClose }: FileViewerProps) {
  const { t } = useWords('records');
  const [turn, setTurn] = useState(0);
  const opened = useOpened(record.id, turn);
  return (
    <ViewerFrame whose={<bdi>{patient}</bdi>} name={record.name} onClose={onClose}>
      {opened.is === 'opening' && (
        <>
          <p role="status">{t('opening')}</p>
          <Skeleton rows={4} />
        </>
      )}
      {opened.is === 'trouble' && (
        <EmptyState
          icon={opened.trouble === 'unreachable' ? IconCloudOff : IconAlertCircle}
          title={t(`openTrouble.${opened.trouble}`)}
          why={t(`openTroubleWhy.${opened.trouble}`)}
        >
          <Button variant="default" onClick={() => setTurn((now) => now + 1)}>
            {t('tryAgain')}
          </Button>
        </EmptyState>
      )}
      {opened.is === 'open' && <FileView name={record.name} type={record.type} blob={opened.blob} />}
    </ViewerFrame>
  );
}

export interface FileViewProps {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly blob: Blob;
}

/** A file as it is shown, by its type. */
export function FileView({ name, type, blob }: FileViewProps) {
  const { t } = useWords('records');
  switch (viewOf(type)) {
    case 'image':
      return <ImageView blob={blob} name={name} />;
    case 'text':
      return <TextView blob={blob} />;
    case 'pdf':
      return <PdfView blob={blob} name={name} />;
    case 'dicom':
      return <DicomView blob={blob} name={name} />;
    case 'tiff':
      return <RasterView blob={blob} name={name} read={readTiff} />;
    case 'jpeg2000':
      return <RasterView blob={blob} name={name} read={readJpeg2000} />;
    case 'none':
      return <EmptyState icon={IconAlertCircle} title={t('notShown')} why={t('notShownWhy', { type })} />;
  }
}

/** Asked again with every turn. */
function useOpened(id: string, turn: number): Opened {
  const { replica } = usePorts();
  const [answer, setAnswer] = useState<{ readonly key: string; readonly opened: Opened } | null>(null);
  const key = `${id} ${turn}`;
  useEffect(() => {
    let wanted = true;
    const open = replica.files?.open(id) ?? Promise.resolve({ ok: false, trouble: 'unknown' } as const);
    open.then(
      (file) => {
        const opened: Opened = file.ok ? { is: 'open', blob: file.blob } : { is: 'trouble', trouble: file.trouble };
        if (wanted) setAnswer({ key, opened });
      },
      () => wanted && setAnswer({ key, opened: { is: 'trouble', trouble: 'damaged' } }),
    );
    return () => {
      wanted = false;
    };
  }, [replica, id, key]);
  return answer?.key === key ? answer.opened : { is: 'opening' };
}
