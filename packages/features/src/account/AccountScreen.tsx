import type { Session } from '@healthcare/protocol';
import { Page, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { StationAbout } from '../settings/index.ts';
import css from './Account.module.css';
import { Address } from './Address.tsx';
import { Factors } from './Factors.tsx';
import { Password } from './Password.tsx';
import { Profile } from './Profile.tsx';
import { ProofGate } from './ProofGate.tsx';
import { Section } from './Section.tsx';
import { SessionList } from './SessionList.tsx';

/** A person's own account: who they are here, how they sign in, and where they are signed in now. */
export function AccountScreen({ session }: { readonly session: Session }) {
  const { t } = useWords('account');
  // Other sessions end when a factor is changed: the list is asked for anew.
  const [changes, setChanges] = useState(0);
  const changed = () => setChanges((before) => before + 1);
  return (
    <ProofGate>
      <Page title={t('title')} why={t('sub')} wide>
        <Profile session={session} />
        <Password onChanged={changed} />
        <Address onChanged={changed} />
        <Factors onChanged={changed} />
        <SessionList key={changes} whose={null} />
        <Here />
      </Page>
    </ProofGate>
  );
}

function Here() {
  const { t } = useWords('settings');
  return (
    <Section title={t('station.title')} why={t('station.why')}>
      <div className={`${css.rows} ${css.here}`}>
        <StationAbout />
      </div>
    </Section>
  );
}
