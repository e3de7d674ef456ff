import type { PersonHere } from '@healthcare/replica';
import { clockTime, IconUserPlus, PersonChip, useWords } from '@healthcare/ui';
import { useRef, useState } from 'react';
import { roleShape } from '../staff/index.ts';
import css from './LockScreen.module.css';
import { PinPad } from './PinPad.tsx';

export interface LockScreenProps {
  readonly people: readonly PersonHere[];
  /** Somebody who has no PIN here wants to sign in. */
  readonly onOther: () => void;
}

/** Switching in seconds: a name, then a PIN. Works with the network down, and says so. */
export function LockScreen({ people, onOther }: LockScreenProps) {
  const { t } = useWords('unlock');
  const [user, setUser] = useState(people[0]?.user ?? '');
  const person = people.find((one) => one.user === user) ?? people[0];
  const field = useRef<HTMLInputElement>(null);
  /** Also of whoever is chosen already: the PIN, or a badge, comes next. */
  const choose = (chosen: string) => {
    setUser(chosen);
    field.current?.focus();
  };
  return (
    <div className={css.lock}>
      <div>
        <h1>{t('title')}</h1>
        <p className={css.sub}>{t('sub')}</p>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a list of large buttons. */}
        <div className={css.people} role="group" aria-label={t('title')}>
          {people.map((one) => (
            <Person key={one.user} person={one} chosen={one === person} onChoose={() => choose(one.user)} />
          ))}
          <button type="button" className={css.person} data-other onClick={onOther}>
            <IconUserPlus size={24} stroke={1.75} aria-hidden />
            {t('another')}
          </button>
        </div>
      </div>
      {person && (
        <PinPad key={person.user} field={field} person={person} people={people} onScanned={setUser} onOther={onOther} />
      )}
    </div>
  );
}

interface PersonProps {
  readonly person: PersonHere;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Person({ person, chosen, onChoose }: PersonProps) {
  const { t, language } = useWords('unlock');
  const staff = useWords('staff');
  const { name, role, sex, lastMs, destroyed } = person;
  const hint = { role: staff.t(`role.${role}`, { sex }), at: clockTime(lastMs) };
  return (
    <button type="button" className={css.person} aria-pressed={chosen} onClick={onChoose}>
      <PersonChip name={name[language]} shape={roleShape(role)} />
      <span>{t(destroyed ? 'removed' : 'last', hint)}</span>
    </button>
  );
}
