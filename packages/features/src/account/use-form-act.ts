import { type FormEvent, useState } from 'react';
import type { Answered } from '../state/index.ts';
import { NOT_PROVEN } from './proof.ts';

interface FormAct<Value> {
  /** Whether something is missing; the form says what. */
  readonly lacks: () => boolean;
  readonly act: () => Promise<Answered<Value>>;
  readonly onDone: (value: Value) => void;
}

/** What a form shows of its act. */
export interface FormState {
  /** The problem that the act was answered with; null: none, or the person did not want to show again who they are. */
  readonly wrong: string | null;
  readonly waiting: boolean;
  readonly submit: (event: FormEvent) => void;
  /** How something else than the form's own act was answered. */
  readonly answered: (answer: Answered<unknown>) => void;
  /** What was wrong is being changed. */
  readonly forget: () => void;
}

/** A form of an account with one act: nothing that is missing is sent, one try at a time, and what the server has against it is shown. */
export function useFormAct<Value>({ lacks, act, onDone }: FormAct<Value>): FormState {
  const [wrong, setWrong] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const answered = (answer: Answered<unknown>) =>
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (lacks() || waiting) return;
    setWaiting(true);
    const answer = await act();
    setWaiting(false);
    answered(answer);
    if (answer.ok) onDone(answer.value);
  };
  return { wrong, waiting, submit: (event) => void submit(event), answered, forget: () => setWrong(null) };
}
