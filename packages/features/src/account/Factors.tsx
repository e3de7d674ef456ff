import type { FactorBound } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { AuthenticatorRow } from './Authenticator.tsx';
import { accountServer } from './account-server.ts';
import { PasskeyRows } from './Passkeys.tsx';
import { CodesDialog, RecoveryRow } from './RecoveryCodes.tsx';
import { Known, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';

/** What proves beside the password who somebody is: what is set up, what the role needs. */
export function Factors({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const asked = useAsked(server.factors);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const changed = () => {
    asked.again();
    onChanged();
  };
  const bound = ({ recoveryCodes }: FactorBound) => {
    if (recoveryCodes) setCodes(recoveryCodes);
    changed();
  };
  return (
    <Section title={t('factors.title')} why={`${t('factors.why')} ${t('factors.other')}`}>
      <Known asked={asked}>
        {(factors) => (
          <>
            <div className={css.rows}>
              <AuthenticatorRow factors={factors} onBound={bound} onRemoved={changed} />
              <PasskeyRows factors={factors} onBound={bound} onRemoved={changed} />
              <RecoveryRow
                factors={factors}
                onCodes={(made) => {
                  setCodes(made);
                  asked.again();
                }}
              />
            </div>
            <p className={css.required}>{t(`factors.required.${factors.required}`)}</p>
          </>
        )}
      </Known>
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Section>
  );
}
