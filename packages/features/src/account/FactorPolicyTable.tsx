import { type Role, roles } from '@healthcare/domain';
import { type FactorPolicyShown, FactorRequirement, factorRequirements } from '@healthcare/protocol';
import { IconAlertCircle, momentOf, Table, tell, useNow, useWords } from '@healthcare/ui';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { NOT_PROVEN, useProve } from './proof.ts';
import { Known, Section, Wrong } from './Section.tsx';
import { useAsked } from './use-asked.ts';

/** What each role needs beside its password. That a mail is the weakest stands beside the choice, not in a manual. */
export function FactorPolicyTable() {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const asked = useAsked(server.policy);
  return (
    <Section title={t('policy.title')} why={t('policy.why')}>
      <Known asked={asked}>
        {(shown) => <PolicyForm key={shown.changed?.at ?? ''} shown={shown} onSaved={asked.again} />}
      </Known>
    </Section>
  );
}

function PolicyForm({ shown, onSaved }: { readonly shown: FactorPolicyShown; readonly onSaved: () => void }) {
  const { t } = useWords('account');
  const staff = useWords('staff');
  const server = accountServer(usePorts().server);
  const prove = useProve();
  const [policy, setPolicy] = useState(shown.policy);
  const [wrong, setWrong] = useState<string | null>(null);
  const changed = roles.some((role) => policy[role] !== shown.policy[role]);
  const save = async () => {
    const answer = await prove(() => server.setPolicy(policy));
    setWrong(answer.ok || answer.code === NOT_PROVEN ? null : answer.code);
    if (!answer.ok) return;
    tell({ title: t('policy.saved') });
    onSaved();
  };
  const choose = (role: Role, value: string) => {
    const requirement = FactorRequirement.safeParse(value);
    if (requirement.success) setPolicy({ ...policy, [role]: requirement.data });
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={css.note}>
        <IconAlertCircle size={20} aria-hidden />
        <span>
          {t('policy.weak')} {t('policy.passkeyNote')}
        </span>
      </p>
      <Table columns={[t('policy.role'), t('policy.needs')]}>
        {roles.map((role) => {
          const name = staff.t(`all.${role}`);
          return (
            <tr key={role}>
              <th scope="row">
                {name}
                <HoldsFrom at={shown.holdsFrom?.[role]} />
              </th>
              <td>
                <NativeSelect
                  aria-label={t('policy.of', { role: name })}
                  value={policy[role]}
                  onChange={(event) => choose(role, event.currentTarget.value)}
                  data={factorRequirements.map((value) => ({ value, label: t(`policy.requirement.${value}`) }))}
                />
              </td>
            </tr>
          );
        })}
      </Table>
      <Wrong code={wrong} />
      <div className={css.saving}>
        <LastChange shown={shown} />
        <Button type="submit" disabled={!changed}>
          {t('policy.save')}
        </Button>
      </div>
    </form>
  );
}

/** The day from which nobody of the role comes in without. */
function HoldsFrom({ at }: { readonly at: string | undefined }) {
  const { t, language } = useWords('account');
  const nowMs = useNow(60_000);
  if (at === undefined) return null;
  const key = Date.parse(at) > nowMs ? 'policy.from' : 'policy.holds';
  return <span className={css.from}>{t(key, { at: momentOf(Date.parse(at), nowMs, language) })}</span>;
}

function LastChange({ shown: { changed } }: { readonly shown: FactorPolicyShown }) {
  const { t, language } = useWords('account');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  if (!changed) return <p>{t('policy.never')}</p>;
  return (
    <p>{t('policy.changed', { name: nameOf(changed.by), at: momentOf(Date.parse(changed.at), nowMs, language) })}</p>
  );
}
