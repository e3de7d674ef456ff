import { type ActingRole, actors, type Right, type RightRow } from '@healthcare/domain';
import {
  type Icon,
  IconBan,
  IconBuildingHospital,
  IconCheck,
  IconPrinter,
  IconUser,
  IconUsers,
  type Say,
  useWords,
} from '@healthcare/ui';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import css from './Rights.module.css';
import { type RightsAsked, rightsAreas, shownActors, shownAreas } from './shown-rights.ts';

/** Who may do what: the table that screens and server ask, readable and printable. */
export function RightsPage() {
  const { t } = useWords('rights');
  const roleWord = useRoleWord();
  const [asked, setAsked] = useState<RightsAsked>({ role: null, area: null });
  const areas = shownAreas(asked);
  return (
    <section className={css.page} aria-labelledby="rights">
      <h1 id="rights">{t('title')}</h1>
      <p className={css.why}>{t('why')}</p>
      <div className={css.filters}>
        <NativeSelect
          size="md"
          label={t('role')}
          value={asked.role ?? ''}
          data={[
            { value: '', label: t('everybody') },
            ...actors.map((role) => ({ value: role, label: roleWord(role) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            setAsked({ ...asked, role: actors.find((one) => one === value) ?? null })
          }
        />
        <NativeSelect
          size="md"
          label={t('area')}
          value={asked.area ?? ''}
          data={[
            { value: '', label: t('everything') },
            ...rightsAreas.map((area) => ({ value: area, label: t(`of.${area}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => setAsked({ ...asked, area: value === '' ? null : value })}
        />
        <Button variant="default" leftSection={<IconPrinter size={20} aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <Legend />
      <p className={css.chosen}>
        {t('chosen', {
          role: asked.role === null ? t('everybody') : roleWord(asked.role),
          area: asked.area === null ? t('everything') : t(`of.${asked.area}`),
        })}
      </p>
      {areas.length === 0 && <p role="status">{t('nothing')}</p>}
      {areas.map(({ area, rows }) => (
        <AreaTable key={area} area={area} rows={rows} roles={shownActors(asked)} />
      ))}
    </section>
  );
}

interface AreaTableProps {
  readonly area: string;
  readonly rows: readonly RightRow[];
  readonly roles: readonly ActingRole[];
}

function AreaTable({ area, rows, roles }: AreaTableProps) {
  const { t } = useWords('rights');
  const roleWord = useRoleWord();
  const actWord = useActWord();
  return (
    <table className={css.table} data-narrow={roles.length === 1 || undefined}>
      <caption>{t(`of.${area}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('act')}</th>
          {roles.map((role) => (
            <th key={role} scope="col">
              {roleWord(role)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.act}>
            <th scope="row">
              {actWord(row)}
              {row.strangers && <span className={css.quiet}> {t('strangers')}</span>}
            </th>
            {roles.map((role) => (
              <td key={role}>
                <Cell right={row.rights[role]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const marks: Readonly<Record<Right, Icon>> = {
  yes: IconCheck,
  own: IconUser,
  ward: IconBuildingHospital,
  ownOrWard: IconUsers,
  no: IconBan,
};

function Cell({ right }: { readonly right: Right }) {
  const { t } = useWords('rights');
  const Mark = marks[right];
  return (
    <span className={css.right} data-right={right}>
      <Mark size={16} aria-hidden />
      {t(`right.${right}`)}
    </span>
  );
}

function Legend() {
  const { t } = useWords('rights');
  return (
    <dl className={css.legend}>
      {(Object.keys(marks) as Right[]).map((right) => (
        <div key={right}>
          <dt>
            <Cell right={right} />
          </dt>
          <dd>{t(`means.${right}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

function useRoleWord(): (role: ActingRole) => string {
  const { t } = useWords('rights');
  const staff = useWords('staff');
  return (role) => (role === 'server' ? t('server') : staff.t(`all.${role}`));
}

function useActWord(): (row: RightRow) => string {
  const { t } = useWords('rights');
  const refusals = useWords('refusals');
  return (row) => t(actKey(row).own, { defaultValue: wordOfAct(row, refusals.t) });
}

/** Kinds of entries have their words where refused acts are shown. */
function wordOfAct({ area, act }: RightRow, t: Say): string {
  return t(`asked.${area}.${act}`, { defaultValue: act });
}

function actKey({ area, act, doing }: RightRow): { readonly own: string } {
  if (doing === 'read') return { own: 'read' };
  return { own: doing === 'server' ? `does.${act}` : `does.${area}-${act}` };
}
