import type { Session } from '@healthcare/protocol';
import { Page, useWords } from '@healthcare/ui';
import { FactorPolicyTable } from './FactorPolicyTable.tsx';
import { PersonAccess } from './PersonAccess.tsx';
import { ProofGate } from './ProofGate.tsx';

/** For administrators: what each role needs to sign in, and the way out for somebody who has lost it. */
export function SignInDesk({ session }: { readonly session: Session }) {
  const { t } = useWords('account');
  return (
    <ProofGate>
      <Page title={t('desk.title')} why={t('desk.sub')} wide>
        <FactorPolicyTable />
        <PersonAccess session={session} />
      </Page>
    </ProofGate>
  );
}
