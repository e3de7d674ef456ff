import { EmptyState, IconAlertCircle, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useObjectUrl } from './use-object-url.ts';
import css from './views.module.css';

/** A picture, as large as there is room, or in its own size. */
export function ImageView({ blob, name }: { readonly blob: Blob; readonly name: string }) {
  const { t } = useWords('records');
  const url = useObjectUrl(blob);
  const [fits, setFits] = useState(true);
  const [broken, setBroken] = useState(false);
  if (broken) return <EmptyState icon={IconAlertCircle} title={t('broken')} why={t('brokenWhy')} />;
  return (
    <>
      <div className={css.tools}>
        <Button variant="default" aria-pressed={!fits} onClick={() => setFits(!fits)}>
          {t(fits ? 'view.ownSize' : 'view.fit')}
        </Button>
      </div>
      <section
        className={css.stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        aria-label={name}
      >
        {url !== null && (
          <img
            className={css.image}
            data-fits={fits || undefined}
            src={url}
            alt={name}
            onError={() => setBroken(true)}
          />
        )}
      </section>
    </>
  );
}
