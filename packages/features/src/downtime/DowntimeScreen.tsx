import type { Session } from '@healthcare/protocol';
import { Ago, EmptyState, IconPrinter, IconRefresh, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { usePrint } from '../print/index.ts';
import { usePorts } from '../state/index.ts';
import { hearsServer } from '../sync/index.ts';
import css from './Downtime.module.css';
import { makePack } from './make-pack.ts';
import { PackSheet } from './PackSheet.tsx';
import { type Pack, packFrom } from './pack.ts';

/** What the ward would go on with on paper: how old it is, as it would be printed, made anew at will. */
export function DowntimeScreen({ session }: { readonly session: Session }) {
  const { t } = useWords('downtime');
  const ports = usePorts();
  const heard = useSelector(hearsServer);
  const { sheet, print } = usePrint();
  const [pack, setPack] = useState<Pack | null | undefined>(undefined);
  const { wardId } = session;
  useEffect(() => {
    let gone = false;
    void ports.downtime.read().then((text) => {
      if (!gone) setPack(packFrom(text));
    });
    return () => {
      gone = true;
    };
  }, [ports]);
  if (wardId === null) return <EmptyState icon={IconPrinter} title={t('notHere')} why={t('notHereWhy')} />;
  const again = () =>
    makePack(ports, { wardId, nowMs: ports.nowMs(), heard }).then(setPack, () =>
      tell({ title: t('notMade'), message: t('notMadeWhy'), tone: 'wrong' }),
    );
  const ofWard = pack?.wardId === wardId ? pack : null;
  return (
    <section className={css.page} aria-labelledby="downtime">
      <header className={css.bar}>
        <h1 id="downtime">{t('title')}</h1>
        {ofWard && (
          <p>
            {t('made')} <Ago sinceMs={ofWard.madeMs} />
          </p>
        )}
        <span className={css.space} />
        <Button variant="default" leftSection={<IconRefresh size={20} aria-hidden />} onClick={() => void again()}>
          {t('again')}
        </Button>
        {ofWard && (
          <Button
            leftSection={<IconPrinter size={20} aria-hidden />}
            onClick={() => print(<PackSheet pack={ofWard} />)}
          >
            {t('print')}
          </Button>
        )}
      </header>
      <p className={css.quiet}>{t('what')}</p>
      {pack !== undefined && !ofWard && <EmptyState icon={IconPrinter} title={t('none')} why={t('noneWhy')} />}
      {ofWard && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        <section className={css.paper} tabIndex={0} aria-label={t('preview')}>
          <PackSheet pack={ofWard} />
        </section>
      )}
      {sheet}
    </section>
  );
}
