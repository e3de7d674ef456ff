import { IconShieldLock, useWords } from '@healthcare/ui';
import { hashOf, usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { useAsked } from './use-asked.ts';

/** Leads somebody whose role needs a factor they lack to where it is set up. Stays until it is; says nothing while the server is away. */
export function SetUpNotice({ here }: { readonly here: string }) {
  const { t } = useWords('account');
  // Asked anew when they come back from setting it up.
  return here === 'account' ? null : <Asking key={here} sentence={(what) => t(`setUp.${what}`)} />;
}

function Asking({ sentence }: { readonly sentence: (what: 'totp' | 'passkey') => string }) {
  const { t } = useWords('account');
  const { answer } = useAsked(accountServer(usePorts().server).factors);
  const toSetUp = answer?.ok ? answer.value.toSetUp : null;
  if (toSetUp === null) return null;
  return (
    <p className={css.lead} role="status">
      <IconShieldLock size={20} aria-hidden />
      <span>{sentence(toSetUp)}</span>
      <a href={hashOf({ screen: 'account', call: null })}>{t('setUp.go')}</a>
    </p>
  );
}
