import type { Session } from '@healthcare/protocol';
import { IconPlus, Segments } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { personOf } from '../session/index.ts';
import { go, useAddress } from '../state/index.ts';
import { Backlog, FirstSync } from '../sync/index.ts';
import { mayRaise } from './acts.ts';
import { boardViews, isBoardView } from './board.ts';
import css from './CallBoard.module.css';
import { CurrentCalls } from './CurrentCalls.tsx';
import { useCallWords } from './call-words.ts';
import { History } from './history/History.tsx';
import { ShiftFigures } from './ShiftFigures.tsx';

export interface CallBoardProps {
  readonly session: Session;
  readonly onRaise: () => void;
}

/** The ward's calls: who waits, who is on the way, who is there; mine; today; and everything that was. */
export function CallBoard({ session, onRaise }: CallBoardProps) {
  const { t } = useCallWords();
  const { screen } = useAddress();
  const view = isBoardView(screen) ? screen : 'calls';
  const person = useMemo(() => personOf(session), [session]); // the same for every card that need not be painted again
  return (
    <>
      <div className={css.bar}>
        <h1 className={css.title}>{t('title')}</h1>
        <Segments
          label={t('views')}
          segments={boardViews.map((id) => ({ id, word: t(`view.${id}`) }))}
          chosen={view}
          onChoose={(chosen) => go({ screen: chosen })}
        />
        <span className={css.space} />
        {session.wardId !== null && mayRaise(person, session.wardId) && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={onRaise}>
            {t('raise.open')}
          </Button>
        )}
      </div>
      <div className={css.board}>
        <div className={css.list}>
          <FirstSync />
          <Backlog />
          {view === 'history' ? <History /> : <CurrentCalls view={view} person={person} />}
        </div>
        <ShiftFigures />
      </div>
    </>
  );
}
