import { EmptyState, IconAlertCircle, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { openedPdf } from './pdf.ts';
import css from './views.module.css';

type Read =
  | { readonly is: 'reading' }
  | { readonly is: 'broken' }
  | { readonly is: 'read'; readonly pdf: PDFDocumentProxy };

/** A PDF, a page at a time, drawn here: nothing of it runs, and no other program gets it. */
export function PdfView({ blob, name }: { readonly blob: Blob; readonly name: string }) {
  const { t } = useWords('records');
  const [read, setRead] = useState<Read>({ is: 'reading' });
  const [page, setPage] = useState(1);
  useEffect(() => {
    let wanted = true;
    const opening = openedPdf(blob);
    opening.then(
      (pdf) => wanted && setRead({ is: 'read', pdf }),
      () => wanted && setRead({ is: 'broken' }),
    );
    return () => {
      wanted = false;
      void opening.then(
        (pdf) => pdf.loadingTask.destroy(),
        () => undefined, // Told above: it could not be read.
      );
    };
  }, [blob]);
  if (read.is === 'reading') return <Skeleton rows={4} />;
  if (read.is === 'broken') return <EmptyState icon={IconAlertCircle} title={t('broken')} why={t('brokenWhy')} />;
  const pages = read.pdf.numPages;
  return (
    <>
      <div className={css.tools}>
        <Button variant="default" disabled={page <= 1} onClick={() => setPage(page - 1)}>
          {t('view.before')}
        </Button>
        <span role="status">{t('view.page', { page, pages })}</span>
        <Button variant="default" disabled={page >= pages} onClick={() => setPage(page + 1)}>
          {t('view.next')}
        </Button>
      </div>
      <section
        className={css.stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        aria-label={name}
      >
        <PdfPage pdf={read.pdf} page={page} name={t('view.pageOf', { name, page, pages })} />
      </section>
    </>
  );
}

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly name: string;
}

/** Wide enough for small print, in the pixels of the screen. */
const WIDTH = 1000;

function PdfPage({ pdf, page, name }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    let wanted = true;
    let stop: (() => void) | undefined;
    void (async () => {
      const one = await pdf.getPage(page);
      const on = canvas.current;
      if (!wanted || !on) return;
      const viewport = one.getViewport({ scale: WIDTH / one.getViewport({ scale: 1 }).width });
      on.width = viewport.width;
      on.height = viewport.height;
      const drawing = one.render({ canvas: on, viewport });
      stop = () => drawing.cancel();
      const { items } = await one.getTextContent();
      if (wanted) setText(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    })();
    return () => {
      wanted = false;
      stop?.();
    };
  }, [pdf, page]);
  return (
    <>
      <canvas ref={canvas} className={css.page} role="img" aria-label={name} />
      {/* What is drawn, for who cannot see it. */}
      <p className={css.read}>{text}</p>
    </>
  );
}
