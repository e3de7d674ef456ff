import type { Session } from '@healthcare/protocol';
import { EmptyState, IconClipboardCheck, IconPencil, IconPrinter } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { usePrint } from '../print/index.ts';
import { useWardName } from '../rooms/index.ts';
import { personOf } from '../session/index.ts';
import { hearsServer } from '../sync/index.ts';
import { Duty } from './Duty.tsx';
import css from './Handover.module.css';
import { HandoverSheet } from './HandoverSheet.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { SignDialog } from './SignDialog.tsx';
import { ThisShift } from './ThisShift.tsx';
import { Earlier, LeftOpen, ToTakeOver } from './ToTakeOver.tsx';
import { mayHandOver, useHandover } from './use-handover.ts';
import { useHandoverWords } from './use-handover-words.ts';
import { useOpenWork } from './use-open-work.ts';
import { WorkList } from './WorkList.tsx';

/** Accept and leave duty, what the last shift told, what this one tells the next, and everything that is open in the ward (S1). */
export function HandoverScreen({ session }: { readonly session: Session }) {
  const { t } = useHandoverWords();
  if (session.wardId === null)
    return <EmptyState icon={IconClipboardCheck} title={t('notHere')} why={t('notHereWhy')} />;
  return <OfWard session={session} wardId={session.wardId} />;
}

type Over = { readonly is: 'sign' } | { readonly is: 'note'; readonly subject: NoteSubject };
type NoteSubject = Parameters<ReturnType<typeof useHandover>['acts']['note']>[0];

function OfWard({ session, wardId }: { readonly session: Session; readonly wardId: string }) {
  const { t, shiftWord } = useHandoverWords();
  const { now, pages, acts } = useHandover(wardId);
  const { ward } = useWardName(wardId);
  const work = useOpenWork(session, wardId);
  const hears = useSelector(hearsServer);
  const { sheet, print } = usePrint();
  const [over, setOver] = useState<Over | null>(null);
  const person = personOf(session);
  const writes = mayHandOver(person, wardId);
  const note = writes ? (subject: NoteSubject) => setOver({ is: 'note', subject }) : undefined;
  const close = () => setOver(null);
  return (
    <section className={css.page} aria-labelledby="handover">
      <header className={css.bar}>
        <h1 id="handover">{t('title')}</h1>
        <p>{shiftWord(now)}</p>
        <span className={css.space} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={20} aria-hidden />}
          onClick={() =>
            print(<HandoverSheet ward={ward} wardId={wardId} now={now} pages={pages} work={work} cut={!hears} />)
          }
        >
          {t('print.open')}
        </Button>
        {writes && (
          <Button leftSection={<IconPencil size={20} aria-hidden />} onClick={() => setOver({ is: 'sign' })}>
            {t('sign.open')}
          </Button>
        )}
      </header>
      <Duty session={session} wardId={wardId} open={work.count} unsigned={pages.writing.length > 0} />
      <div className={css.columns}>
        <div className={css.column}>
          <ToTakeOver
            handovers={pages.toTakeOver}
            user={session.user}
            onAcknowledge={writes ? acts.acknowledge : undefined}
          />
          <LeftOpen handovers={pages.leftOpen} onSign={writes ? (one) => acts.sign([one]) : undefined} />
          <ThisShift writing={pages.writing} work={work} person={person} onNote={note} acts={acts} />
          <Earlier handovers={pages.earlier} />
        </div>
        <WorkList work={work} hears={hears} onNote={note} />
      </div>
      {over?.is === 'note' && <NoteDialog subject={over.subject} onNote={acts.note} onClose={close} />}
      {over?.is === 'sign' && (
        <SignDialog
          shift={shiftWord(now)}
          writing={pages.writing}
          open={work.count}
          onSign={acts.sign}
          onClose={close}
        />
      )}
      {sheet}
    </section>
  );
}
