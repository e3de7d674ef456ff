import type { FactorKind, OfferedStep, ProofBegun, SignedIn } from '@healthcare/protocol';
import { CodeField, Dialog, DialogActs, IconMail, PasswordField, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { answeredHere, passkeysWorkHere } from '../passkeys/index.ts';
import { type Answered, usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { useAccountSentence, Wrong } from './Section.tsx';

export interface ProofDialogProps {
  /** Typed before, for the act that waits. */
  readonly password?: string | undefined;
  readonly onProven: (pass: SignedIn) => Promise<void>;
  readonly onClose: () => void;
}

/** Password, then the second step; then the act that waited goes on. */
export function ProofDialog({ password, onProven, onClose }: ProofDialogProps) {
  const { t } = useWords('account');
  const [begun, setBegun] = useState<ProofBegun | null>(null);
  return (
    <Dialog title={t('proof.title')} opened onClose={onClose}>
      {begun ? (
        <StepForm begun={begun} onProven={onProven} onClose={onClose} />
      ) : (
        <PasswordForm given={password} onBegun={setBegun} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface PasswordFormProps {
  readonly given: string | undefined;
  readonly onBegun: (begun: ProofBegun) => void;
  readonly onClose: () => void;
}

function PasswordForm({ given, onBegun, onClose }: PasswordFormProps) {
  const { t } = useWords('account');
  const ui = useWords('ui');
  const server = accountServer(usePorts().server);
  const [password, setPassword] = useState(given ?? '');
  const [missing, setMissing] = useState(false);
  const { wrong, waiting, run } = useTry(server.beginProof, onBegun);
  const early = useRef(given);
  useEffect(() => {
    const typed = early.current;
    early.current = undefined;
    if (typed !== undefined) void run(typed);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password !== '') void run(password);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <p>{t('proof.why')}</p>
      <PasswordField
        label={t('proof.password')}
        value={password}
        wrong={missing ? t('proof.passwordMissing') : null}
        autoComplete="current-password"
        data-autofocus
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Trouble wrong={wrong} />
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit" loading={waiting}>
          {t('proof.next')}
        </Button>
      </DialogActs>
    </form>
  );
}

interface StepFormProps extends Omit<ProofDialogProps, 'password'> {
  readonly begun: ProofBegun;
}

function StepForm({ begun: { attempt, steps }, onProven, onClose }: StepFormProps) {
  const { t } = useWords('account');
  const ui = useWords('ui');
  const server = accountServer(usePorts().server);
  const takable = steps.filter(canBeTakenHere);
  const [kind, setKind] = useState<FactorKind | undefined>(takable[0]?.kind);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const { wrong, waiting, run } = useTry(server.giveCode, (pass: SignedIn) => void onProven(pass));
  const step = takable.find((each) => each.kind === kind);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!step || waiting) return;
    const given = step.kind === 'passkey' ? await answeredHere(step.options ?? {}) : code.trim();
    setMissing(given === '');
    if (given) void run(attempt, step.kind, given);
  };
  if (!step) return <p className={css.note}>{t('proof.noSteps')}</p>;
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <StepField key={step.kind} step={step} code={code} missing={missing} onCode={setCode} />
      <Trouble wrong={wrong} />
      <div className={css.others}>
        {takable
          .filter((each) => each !== step)
          .map((each) => (
            <Button
              key={each.kind}
              variant="subtle"
              onClick={() => {
                setKind(each.kind);
                setCode('');
                setMissing(false);
              }}
            >
              {t(`proof.other.${each.kind}`)}
            </Button>
          ))}
      </div>
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit" loading={waiting}>
          {t(step.kind === 'passkey' ? 'proof.passkey' : 'proof.go')}
        </Button>
      </DialogActs>
    </form>
  );
}

interface StepFieldProps {
  readonly step: OfferedStep;
  readonly code: string;
  readonly missing: boolean;
  readonly onCode: (code: string) => void;
}

function StepField({ step, code, missing, onCode }: StepFieldProps) {
  const { t } = useWords('account');
  const { kind, to, left } = step;
  if (kind === 'passkey') return <p>{t('proof.passkeyWhy')}</p>;
  const label = { totp: 'proof.app', email: 'proof.emailCode', recovery: 'proof.recovery' } as const;
  return (
    <>
      {to !== undefined && (
        <p className={css.sent}>
          <IconMail size={20} aria-hidden />
          <span>{t('proof.email', { to })}</span>
        </p>
      )}
      <CodeField
        label={t(label[kind])}
        description={left === undefined ? undefined : t('proof.recoveryLeft', { left })}
        value={code}
        wrong={missing ? t('proof.incomplete') : null}
        inputMode={kind === 'recovery' ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        data-autofocus
        autoFocus
        onChange={(event) => onCode(event.currentTarget.value)}
      />
    </>
  );
}

type Refused = Extract<Answered<never>, { readonly ok: false }>;

function Trouble({ wrong }: { readonly wrong: Refused | null }) {
  const { t } = useWords('account');
  const sentence = useAccountSentence();
  const seconds = wrong?.code === 'request/too-many' ? wrong.retryAfter : undefined;
  return (
    <Wrong code={wrong?.code ?? null}>
      {wrong && (seconds === undefined ? sentence(wrong.code) : t('proof.wait', { seconds }))}
    </Wrong>
  );
}

/** One question at a time; what went wrong stays until the next. */
function useTry<Given extends readonly unknown[], Value>(
  ask: (...given: Given) => Promise<Answered<Value>>,
  then: (value: Value) => void,
) {
  const [wrong, setWrong] = useState<Refused | null>(null);
  const [waiting, setWaiting] = useState(false);
  const run = async (...given: Given) => {
    if (waiting) return;
    setWaiting(true);
    setWrong(null);
    const answer = await ask(...given);
    setWaiting(false);
    if (answer.ok) then(answer.value);
    else setWrong(answer);
  };
  return { wrong, waiting, run };
}

/** A passkey only where the browser has it; everything else anywhere. */
function canBeTakenHere({ kind, options }: OfferedStep): boolean {
  if (kind !== 'passkey') return true;
  return options !== undefined && passkeysWorkHere(String(options.rpId ?? ''));
}
