import type { ReactNode } from 'react';
import { IconHelp, IconSwitchHorizontal } from '../kit/icons.ts';
import { PersonChip, type PersonShape } from '../kit/PersonChip.tsx';
import { clockTime } from '../language/time.ts';
import { useNow } from '../language/use-now.ts';
import { useWords } from '../language/use-words.ts';
import { LanguageTools } from './LanguageTools.tsx';
import css from './Shell.module.css';

export interface HeaderProps {
  readonly ward: string;
  readonly desk?: string;
  readonly person: { readonly name: string; readonly role: string; readonly shape: PersonShape };
  /** Sync state, then counts that ask for something (disputes, refusals). */
  readonly state: ReactNode;
  readonly onHelp: () => void;
  readonly onSwitchUser: () => void;
}

/** Always there: where, when, how the link stands, who. */
export function Header({ ward, desk, person, state, onHelp, onSwitchUser }: HeaderProps) {
  const { t } = useWords('ui');
  return (
    <header className={css.header}>
      <span className={css.ward}>
        <strong>{ward}</strong>
        {desk && <span>{desk}</span>}
      </span>
      <HeaderClock />
      <span className={css.space} />
      {state}
      <LanguageTools />
      <button type="button" className={css.tool} aria-label={t('head.help')} onClick={onHelp}>
        <IconHelp size={20} aria-hidden />
      </button>
      <button type="button" className={css.who} onClick={onSwitchUser}>
        <PersonChip name={person.name} shape={person.shape} mark />
        <span>
          <b>
            <bdi>{person.name}</bdi>
          </b>
          <span className={css.more}>{person.role}</span>
        </span>
        <span className="unseen">{t('head.switch')}</span>
        <IconSwitchHorizontal size={20} aria-hidden />
      </button>
    </header>
  );
}

function HeaderClock() {
  return <time className={`${css.clock} ltr`}>{clockTime(useNow(60_000))}</time>;
}
