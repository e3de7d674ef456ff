import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useId } from 'react';
import css from './SignInForm.module.css';
import type { WrongStep } from './use-step.ts';
import { Wrong } from './Wrong.tsx';

export interface OneQuestionProps {
  readonly title: string;
  readonly why: string;
  /** What came of it, in place of the question; null while it is asked. */
  readonly done: string | null;
  readonly wrong: WrongStep | null;
  readonly waiting: boolean;
  /** The word of the button. */
  readonly go: string;
  readonly onGo: (given: FormData) => void;
  readonly back: string;
  readonly onBack: () => void;
  /** The field. */
  readonly children: ReactNode;
}

/** A page at the door that asks for one thing and says what came of it: a forgotten password, a chosen one. */
export function OneQuestion(props: OneQuestionProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onGo(new FormData(event.currentTarget));
  };
  return (
    <form className={css.form} onSubmit={submit} aria-labelledby={id} noValidate>
      <h1 id={id}>{props.title}</h1>
      {props.done !== null ? (
        <p className={css.told} role="status">
          {props.done}
        </p>
      ) : (
        <>
          <p className={css.sub}>{props.why}</p>
          {props.children}
          <Wrong about={props.wrong} />
          <Button type="submit" fullWidth size="lg" loading={props.waiting}>
            {props.go}
          </Button>
        </>
      )}
      <button type="button" className={css.way} onClick={props.onBack}>
        {props.back}
      </button>
    </form>
  );
}
