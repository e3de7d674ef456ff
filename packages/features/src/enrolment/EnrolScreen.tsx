import { type EnrolmentAsked, problems, type WorkstationClaim } from '@healthcare/protocol';
import type { Answered } from '@healthcare/replica';
import { CodeField, IconAlertCircle, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import css from './Enrolment.module.css';
import { PlainFrame } from './PlainFrame.tsx';

export interface EnrolScreenProps {
  readonly kind: WorkstationClaim['kind'];
  /** It was enrolled before, and has lost its key. */
  readonly lostKey: boolean;
  /** What the server says of itself. */
  readonly ask: () => Promise<Answered<EnrolmentAsked>>;
  /** Undefined: it is enrolled, and the next screen comes by itself. */
  readonly enrol: (code: string) => Promise<string | undefined>;
  /** A code that the machine's policy or the address brought along and that did not do. */
  readonly refused?: string | undefined;
  /** Such a code that the server could not be asked for: tried by itself as soon as it answers. */
  readonly waiting?: string | undefined;
}

const ASK_EVERY_MS = 5000;

/** The first start of a workstation: an administrator's code, and the fingerprint to compare before it is entered. */
export function EnrolScreen({ kind, lostKey, ask, enrol, refused, waiting }: EnrolScreenProps) {
  const { t, language } = useWords('enrolment');
  const [server, again] = useServer(ask);
  const wrong = useWaiting({ waiting, enrol, refused, isThere: server?.ok === true });
  const hospital = server?.ok ? server.value.hospital[language] : '';
  return (
    <PlainFrame>
      {server && !server.ok ? (
        <section className={css.form} role="status">
          <h1>{t('away')}</h1>
          <p className={css.sub}>{t('awayWhy')}</p>
          <Button variant="default" size="lg" onClick={again}>
            {t('again')}
          </Button>
        </section>
      ) : (
        <CodeForm key={wrong ?? ''} enrol={enrol} refused={wrong}>
          <h1 id="enrol">{t('title')}</h1>
          <p className={css.sub}>{t('sub', { kind, hospital })}</p>
          {lostKey && <p className={css.notice}>{t('lostKey')}</p>}
          {server?.ok && server.value.fingerprint !== null && <Fingerprint of={server.value.fingerprint} />}
        </CodeForm>
      )}
    </PlainFrame>
  );
}

/** Asked again by itself for as long as it does not answer. */
function useServer(ask: EnrolScreenProps['ask']): readonly [Answered<EnrolmentAsked> | null, () => void] {
  const [answer, setAnswer] = useState<Answered<EnrolmentAsked> | null>(null);
  const look = () => void ask().then(setAnswer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and then for as long as there is no answer
  useEffect(() => {
    if (answer?.ok) return;
    if (!answer) look();
    const asking = setInterval(look, ASK_EVERY_MS);
    return () => clearInterval(asking);
  }, [answer?.ok]);
  return [answer, look];
}

/** Tries the code that waits, until the server has said what it thinks of it. Answers what is wrong now. */
function useWaiting({
  waiting,
  enrol,
  refused,
  isThere,
}: Pick<EnrolScreenProps, 'waiting' | 'enrol' | 'refused'> & { readonly isThere: boolean }): string | undefined {
  const [wrong, setWrong] = useState(refused);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the server is there
  useEffect(() => {
    if (!isThere || waiting === undefined) return;
    const look = () =>
      void enrol(waiting).then((code) => {
        setWrong(code);
        if (code?.startsWith('enrolment/')) clearInterval(trying);
      });
    const trying = setInterval(look, ASK_EVERY_MS);
    look();
    return () => clearInterval(trying);
  }, [isThere]);
  return wrong;
}

function CodeForm({
  enrol,
  refused,
  children,
}: Pick<EnrolScreenProps, 'enrol' | 'refused'> & { readonly children: React.ReactNode }) {
  const { t } = useWords('enrolment');
  const sentence = useSentence();
  const [wrong, setWrong] = useState<string | undefined>(refused);
  const [waiting, setWaiting] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim();
    if (waiting) return;
    if (code.length < 4) return setWrong('incomplete');
    setWaiting(true);
    setWrong(undefined);
    setWrong(await enrol(code));
    setWaiting(false);
  };
  return (
    <form className={css.form} onSubmit={submit} aria-labelledby="enrol" noValidate>
      {children}
      <CodeField
        name="code"
        label={t('code')}
        description={t('codeHint')}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={40}
        size="lg"
        autoFocus
      />
      <div role="alert" className={css.alert}>
        {wrong !== undefined && (
          <p className={css.wrong}>
            <IconAlertCircle size={20} aria-hidden />
            {sentence(wrong)}
          </p>
        )}
      </div>
      <Button type="submit" fullWidth size="lg" loading={waiting}>
        {t('go')}
      </Button>
    </form>
  );
}

/** For whoever compares two long numbers: in the groups they are printed in. */
export function Fingerprint({ of }: { readonly of: string }) {
  const { t } = useWords('enrolment');
  return (
    <dl className={css.print}>
      <dt>{t('fingerprint')}</dt>
      <dd className={css.hex}>{of}</dd>
      <dd className={css.sub}>{t('fingerprintWhy')}</dd>
    </dl>
  );
}

function useSentence(): (code: string) => string {
  const { t, language } = useWords('enrolment');
  return (code) => {
    if (code === 'incomplete' || code === 'unreachable') return t(code);
    const known = (problems as Readonly<Record<string, (typeof problems)[keyof typeof problems]>>)[code];
    return known ? known.staff[language] : t('unknown', { code });
  };
}
