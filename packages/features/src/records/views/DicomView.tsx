import { clinicalDay, EmptyState, IconAlertCircle, type PlainDay, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import {
  type DicomFile,
  DicomNotShown,
  type DicomPicture,
  type DicomWindow,
  readDicom,
  shownThrough,
} from './dicom.ts';
import css from './views.module.css';

type Read =
  | { readonly is: 'reading' }
  | { readonly is: 'broken' }
  | { readonly is: 'notShown'; readonly syntax: string }
  | { readonly is: 'read'; readonly file: DicomFile; readonly picture: DicomPicture };

/** A DICOM picture with its window, frame by frame; what the file says of itself stands beside it. For looking up, not for diagnosis. */
export function DicomView({ blob, name }: { readonly blob: Blob; readonly name: string }) {
  const { t } = useWords('records');
  const [frame, setFrame] = useState(0);
  const read = useRead(blob, frame);
  if (read.is === 'reading') return <Skeleton rows={4} />;
  if (read.is === 'broken') return <EmptyState icon={IconAlertCircle} title={t('broken')} why={t('brokenWhy')} />;
  if (read.is === 'notShown')
    return (
      <EmptyState
        icon={IconAlertCircle}
        title={t('dicom.packed')}
        why={t('dicom.packedWhy', { syntax: read.syntax })}
      />
    );
  const { file, picture } = read;
  const { frames } = file.about;
  return (
    <>
      <About file={file} />
      {frames > 1 && (
        <div className={css.tools}>
          <Button variant="default" disabled={frame <= 0} onClick={() => setFrame(frame - 1)}>
            {t('dicom.before')}
          </Button>
          <span role="status">{t('dicom.frame', { frame: frame + 1, frames })}</span>
          <Button variant="default" disabled={frame >= frames - 1} onClick={() => setFrame(frame + 1)}>
            {t('dicom.next')}
          </Button>
        </div>
      )}
      <Windowed picture={picture} name={name} />
    </>
  );
}

function useRead(blob: Blob, frame: number): Read {
  const [file, setFile] = useState<DicomFile | null>(null);
  const [read, setRead] = useState<Read>({ is: 'reading' });
  useEffect(() => {
    let wanted = true;
    const broken = (error: unknown) => {
      if (!wanted) return;
      setRead(error instanceof DicomNotShown ? { is: 'notShown', syntax: error.syntax } : { is: 'broken' });
    };
    blob
      .arrayBuffer()
      .then((bytes) => readDicom(new Uint8Array(bytes)))
      .then((one) => wanted && setFile(one), broken);
    return () => {
      wanted = false;
    };
  }, [blob]);
  useEffect(() => {
    if (!file) return;
    let wanted = true;
    file.picture(frame).then(
      (picture) => wanted && setRead({ is: 'read', file, picture }),
      (error: unknown) => {
        if (!wanted) return;
        setRead(error instanceof DicomNotShown ? { is: 'notShown', syntax: error.syntax } : { is: 'broken' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [file, frame]);
  return read;
}

/** The name in the file is not compared with the patient: whoever reads it sees both. */
function About({ file: { about } }: { readonly file: DicomFile }) {
  const { t, language } = useWords('records');
  const facts = [
    ['modality', about.modality],
    ['study', about.study],
    ['series', about.series],
    ['date', clinicalDay(about.date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') as PlainDay, language)],
    ['patient', about.patient],
  ] as const;
  return (
    <dl className={css.about}>
      {facts.map(
        ([fact, value]) =>
          value !== '' && (
            <div key={fact}>
              <dt>{t(`dicom.${fact}`)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Windowed({ picture, name }: { readonly picture: DicomPicture; readonly name: string }) {
  const { t } = useWords('records');
  const [window, setWindow] = useState<DicomWindow | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { rows, columns, colour } = picture;
  const seen = window ?? picture.window;
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    drawing?.putImageData(new ImageData(shownThrough(picture, seen), columns, rows), 0, 0);
  }, [picture, seen, columns, rows]);
  const range = Math.max(1, Math.ceil(picture.window.width * 2));
  const slider = (of: 'centre' | 'width', from: number, to: number) => (
    <label>
      {t(`dicom.${of}`)}
      <input
        type="range"
        min={Math.floor(from)}
        max={Math.ceil(to)}
        value={Math.round(seen[of])}
        onChange={(event) => setWindow({ ...seen, [of]: Number(event.currentTarget.value) })}
      />
      <span className="ltr">{Math.round(seen[of])}</span>
    </label>
  );
  return (
    <>
      {!colour && (
        <div className={css.tools}>
          {slider('centre', picture.window.centre - range, picture.window.centre + range)}
          {slider('width', 1, range)}
          <Button variant="default" onClick={() => setWindow(null)}>
            {t('dicom.asInFile')}
          </Button>
          <span>{t('dicom.notForDiagnosis')}</span>
        </div>
      )}
      <section
        className={css.stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        aria-label={name}
      >
        <canvas
          ref={canvas}
          className={css.image}
          data-fits
          width={columns}
          height={rows}
          role="img"
          aria-label={t('dicom.picture', { name, columns, rows })}
        />
      </section>
    </>
  );
}
