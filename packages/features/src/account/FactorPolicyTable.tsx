import { type Role, roles } from '@healthcare/domain';
import { type FactorPolicyShown, FactorRequirement, factorRequirements } from '@healthcare/protocol';
import { IconAlertCircle, momentOf, tell, useNow, useWords } from '@healthcare/ui';
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
      <div className={css.rows}>
        <table className={css.policy}>
          <thead>
            <tr>
              <th scope="col">{t('policy.role')}</th>
              <th scope="col">{t('policy.needs')}</th>
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => {
              const name = staff.t(`role.${role}`, { sex: 'female' });
              return (
                <tr key={role}>
                  <th scope="row">{name}</th>
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
          </tbody>
        </table>
      </div>
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

function LastChange({ shown: { changed } }: { readonly shown: FactorPolicyShown }) {
  const { t, language } = useWords('account');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  if (!changed) return <p>{t('policy.never')}</p>;
  return (
    <p>{t('policy.changed', { name: nameOf(changed.by), at: momentOf(Date.parse(changed.at), nowMs, language) })}</p>
  );
}
