import { Button } from '@mantine/core';
import {
  Age,
  CodeField,
  EntryFrame,
  IconAlertOctagonFilled,
  PasswordField,
  Pill,
  useNow,
  useWords,
} from '../../src/index.ts';
import { linkAsked } from '../asked.ts';
import css from './Proof.module.css';

/** Sign-in as an app would fill it, with one fault showing. */
export function EntryPage() {
  const { t } = useWords('proof');
  const nowMs = useNow();
  return (
    <EntryFrame ward={t('ward')} desk={t('desk')} link={linkAsked(nowMs)} calls={<OpenCalls nowMs={nowMs} />}>
      <form className={css.form}>
        <h1>{t('signIn')}</h1>
        <p>{t('signInMore')}</p>
        <CodeField label={t('phone')} defaultValue="010 2345 6789" wrong={t('phoneWrong')} />
        <PasswordField label={t('password')} defaultValue="********" />
        <Button size="lg" fullWidth>
          {t('signIn')}
        </Button>
      </form>
    </EntryFrame>
  );
}

function OpenCalls({ nowMs }: { readonly nowMs: number }) {
  const { t } = useWords('proof');
  return (
    <section>
      <h2>{t('openCalls')}</h2>
      <p className={css.row}>
        <Pill icon={IconAlertOctagonFilled} tone="urgent" solid>
          {t('state.high')}
        </Pill>
        {t('place', { room: 403, bed: 2 })}
        <Age sinceMs={nowMs - 42_000} />
      </p>
    </section>
  );
}
