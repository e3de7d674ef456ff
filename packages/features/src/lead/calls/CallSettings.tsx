import { mayAct } from '@healthcare/domain';
import { callKinds } from '@healthcare/domain/calls';
import { wardRights } from '@healthcare/domain/wards';
import type { Session } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';
import { useWardPagesQuery } from '../../wards/index.ts';
import css from '../Lead.module.css';
import { EscalationTableOf } from './EscalationTableOf.tsx';
import { PrimaryStation } from './PrimaryStation.tsx';

/** Who is asked next when nobody accepts a call, by kind; and which workstation of the ward is the primary one. */
export function CallSettings({ session, wardId }: { readonly session: Session; readonly wardId: string }) {
  const { t } = useWords('lead');
  const { data: pages } = useWardPagesQuery();
  if (!pages) return null;
  const page = pages[wardId];
  const may = mayAct(wardRights, 'amended', session.role, { own: false, ward: session.wards.includes(wardId) });
  return (
    <div className={css.scroll}>
      <section className={css.card} aria-labelledby="escalation">
        <h2 id="escalation">{t('escalation.title')}</h2>
        <p className={css.quiet}>{t(may ? 'escalation.what' : 'escalation.others')}</p>
        <div className={css.tables}>
          {callKinds.map((kind) => (
            <EscalationTableOf key={kind} kind={kind} page={page} wardId={wardId} may={may} />
          ))}
        </div>
      </section>
      <PrimaryStation page={page} wardId={wardId} may={may} />
    </div>
  );
}
