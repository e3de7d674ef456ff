import { type Icon, IconAlertCircle, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useProblemSentence } from '../session/index.ts';
import css from './Account.module.css';
import type { Asked } from './use-asked.ts';

export function Section(props: { readonly title: string; readonly why: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.about}>
        <h2 id={id}>{props.title}</h2>
        <p>{props.why}</p>
      </div>
      <div>{props.children}</div>
    </section>
  );
}

export interface RowProps {
  readonly icon: Icon;
  readonly title: ReactNode;
  readonly state: ReactNode;
  /** It is set up, or it is the one that is meant. */
  readonly on?: boolean;
  readonly children?: ReactNode;
}

/** One thing of a section: what it is, how it stands, what can be done about it. */
export function Row({ icon: Sign, title, state, on = false, children }: RowProps) {
  return (
    <div className={css.row} data-on={on || undefined}>
      <Sign size={24} stroke={1.75} aria-hidden />
      <div>
        <h3>{title}</h3>
        <p>{state}</p>
      </div>
      <div className={css.acts}>{children}</div>
    </div>
  );
}

/** What the server answered, once it is there; while it is not, why. */
export function Known<Value>(props: { readonly asked: Asked<Value>; readonly children: (value: Value) => ReactNode }) {
  const { t } = useWords('account');
  const sentence = useAccountSentence();
  const { answer, again } = props.asked;
  if (!answer) return <Skeleton />;
  if (answer.ok) return props.children(answer.value);
  return (
    <div className={css.form}>
      <Wrong code={answer.code}>{sentence(answer.code)}</Wrong>
      <div>
        <Button variant="default" onClick={again}>
          {t('again')}
        </Button>
      </div>
    </div>
  );
}

/** What went wrong, beside what it was about; nothing while nothing did. */
export function Wrong({ code, children }: { readonly code: string | null; readonly children?: ReactNode }) {
  const sentence = useAccountSentence();
  return (
    <div role="alert">
      {code !== null && (
        <p className={css.wrong}>
          <IconAlertCircle size={20} aria-hidden />
          <span>{children ?? sentence(code)}</span>
        </p>
      )}
    </div>
  );
}

/** The sentence for an answer that was none: of this screen where sign-in would say something else. */
export function useAccountSentence(): (code: string) => string {
  const { t } = useWords('account');
  const sentence = useProblemSentence();
  return (code) => {
    if (code === 'unreachable') return t('unreachable');
    return code.includes('/') ? sentence(code) : t('failed', { code });
  };
}
