import type { Session } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';
import css from './Account.module.css';
import { FactorPolicyTable } from './FactorPolicyTable.tsx';
import { PersonAccess } from './PersonAccess.tsx';
import { ProofGate } from './ProofGate.tsx';

/** For administrators: what each role needs to sign in, and the way out for somebody who has lost it. */
export function SignInDesk({ session }: { readonly session: Session }) {
  const { t } = useWords('account');
  return (
    <ProofGate>
      <div className={css.page}>
        <h1>{t('desk.title')}</h1>
        <p className={css.sub}>{t('desk.sub')}</p>
        <FactorPolicyTable />
        <PersonAccess session={session} />
      </div>
    </ProofGate>
  );
}
