import { EmptyState, IconAlertCircle, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type RasterFile, RasterNotShown, type RasterPage } from './raster.ts';
import css from './views.module.css';

type Read =
  | { readonly is: 'reading' }
  | { readonly is: 'broken' }
  | { readonly is: 'notShown'; readonly packed: string }
  | { readonly is: 'read'; readonly pages: number; readonly page: RasterPage };

export interface RasterViewProps {
  readonly blob: Blob;
  readonly name: string;
  readonly read: (file: ArrayBuffer) => Promise<RasterFile>;
}

/** A picture that the browser does not show by itself, page by page, as large as there is room or in its own size. */
export function RasterView({ blob, name, read }: RasterViewProps) {
  const { t } = useWords('records');
  const [at, setAt] = useState(0);
  const [fits, setFits] = useState(true);
  const shown = useRead({ blob, read, at });
  if (shown.is === 'reading') return <Skeleton rows={4} />;
  if (shown.is === 'broken') return <EmptyState icon={IconAlertCircle} title={t('broken')} why={t('brokenWhy')} />;
  if (shown.is === 'notShown')
    return <EmptyState icon={IconAlertCircle} title={t('notShown')} why={t('notShownWhy', { type: shown.packed })} />;
  const { pages, page } = shown;
  return (
    <>
      <div className={css.tools}>
        <Button variant="default" aria-pressed={!fits} onClick={() => setFits(!fits)}>
          {t(fits ? 'view.ownSize' : 'view.fit')}
        </Button>
        {pages > 1 && (
          <>
            <Button variant="default" disabled={at <= 0} onClick={() => setAt(at - 1)}>
              {t('view.before')}
            </Button>
            <span role="status">{t('view.page', { page: at + 1, pages })}</span>
            <Button variant="default" disabled={at >= pages - 1} onClick={() => setAt(at + 1)}>
              {t('view.next')}
            </Button>
          </>
        )}
      </div>
      <section
        className={css.stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        aria-label={name}
      >
        <Drawn page={page} label={t('dicom.picture', { name, columns: page.width, rows: page.height })} fits={fits} />
      </section>
    </>
  );
}

interface DrawnProps {
  readonly page: RasterPage;
  readonly label: string;
  readonly fits: boolean;
}

function Drawn({ page: { width, height, rgba }, label, fits }: DrawnProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);
  return (
    <canvas
      ref={canvas}
      className={css.image}
      data-fits={fits || undefined}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}

function useRead({ blob, read, at }: Pick<RasterViewProps, 'blob' | 'read'> & { readonly at: number }): Read {
  const [file, setFile] = useState<RasterFile | null>(null);
  const [shown, setShown] = useState<Read>({ is: 'reading' });
  useEffect(() => {
    let wanted = true;
    blob
      .arrayBuffer()
      .then(read)
      .then(
        (one) => wanted && setFile(one),
        (error: unknown) => wanted && setShown(troubleOf(error)),
      );
    return () => {
      wanted = false;
    };
  }, [blob, read]);
  useEffect(() => {
    if (!file) return;
    let wanted = true;
    file.page(at).then(
      (page) => wanted && setShown({ is: 'read', pages: file.pages, page }),
      (error: unknown) => wanted && setShown(troubleOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [file, at]);
  return shown;
}

function troubleOf(error: unknown): Read {
  return error instanceof RasterNotShown ? { is: 'notShown', packed: error.packed } : { is: 'broken' };
}
