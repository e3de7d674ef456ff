import { IconShieldLock, momentOf, useNow, useWords } from '@healthcare/ui';
import { hashOf, usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { useAsked } from './use-asked.ts';

/** Leads somebody whose role needs a factor they lack to where it is set up. Stays until it is; says nothing while the server is away. */
export function SetUpNotice({ here }: { readonly here: string }) {
  // Asked anew when they come back from setting it up.
  return here === 'account' ? null : <Asking key={here} />;
}

function Asking() {
  const { t, language } = useWords('account');
  const nowMs = useNow(60_000);
  const { answer } = useAsked(accountServer(usePorts().server).factors);
  if (!answer?.ok || answer.value.toSetUp === null) return null;
  const { toSetUp, holdsFrom } = answer.value;
  return (
    <p className={css.lead} role="status">
      <IconShieldLock size={20} aria-hidden />
      <span>
        {t(`setUp.${toSetUp}`)}
        {holdsFrom !== undefined && <> {t('setUp.from', { at: momentOf(Date.parse(holdsFrom), nowMs, language) })}</>}
      </span>
      <a href={hashOf({ screen: 'account', call: null })}>{t('setUp.go')}</a>
    </p>
  );
}
