import {
  EmptyState,
  IconAlertTriangleFilled,
  IconCloudOff,
  IconEye,
  IconUserCircle,
  momentOf,
  Pill,
  Skeleton,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNames } from '../staff/index.ts';
import css from './Access.module.css';
import { useFileReaders } from './use-file-readers.ts';

/** Who has opened this patient's file; for heads of the ward and administrators. Says so where the server cannot be asked. */
export function FileReaderList({ patientId }: { readonly patientId: string }) {
  const { t, language } = useWords('access');
  const { nameOf, roleOf } = useNames();
  const nowMs = useNow(60_000);
  const found = useFileReaders(patientId);
  if (found.state === 'notYours') return null;
  return (
    <section className={css.readers} aria-labelledby="file-readers">
      <h2 id="file-readers">{t('readers.title')}</h2>
      {found.state === 'asking' && <Skeleton />}
      {found.state === 'unavailable' && (
        <EmptyState icon={IconCloudOff} title={t('readers.unavailable')} why={t('readers.unavailableWhy')}>
          <Button variant="default" onClick={found.again}>
            {t('readers.again')}
          </Button>
        </EmptyState>
      )}
      {found.state === 'known' && found.readers.length === 0 && (
        <EmptyState icon={IconEye} title={t('readers.nobody')} why={t('readers.nobodyWhy')} />
      )}
      {found.state === 'known' && found.readers.length > 0 && (
        <>
          <p className={css.quiet}>{t('readers.total', { count: found.total })}</p>
          <ul className={css.plain}>
            {found.readers.map(({ opening, user, at, emergency }) => (
              <li key={opening} className={css.reader}>
                <IconUserCircle size={20} aria-hidden />
                <bdi>{nameOf(user)}</bdi>
                <span className={css.quiet}>{roleOf(user)}</span>
                <time dateTime={at}>{momentOf(Date.parse(at), nowMs, language)}</time>
                {emergency !== null && (
                  <Pill tone="attention" icon={IconAlertTriangleFilled}>
                    {t('readers.emergency')}
                  </Pill>
                )}
              </li>
            ))}
          </ul>
          {found.more && (
            <Button variant="default" onClick={found.more}>
              {t('readers.more')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
