import { useWords } from '@healthcare/ui';
import { useRoomsQuery } from '../rooms/index.ts';
import { wardsOf } from './stations.ts';
import css from './Workstations.module.css';

/** The wards that a ward's workstation may show, for a form: each that is chosen is a field `ward` of it. `now`: those it shows already. */
export function WardChoices({ now = [] }: { readonly now?: readonly string[] }) {
  const { t } = useWords('workstations');
  const { data: rooms = [] } = useRoomsQuery();
  const wards = wardsOf([...rooms, ...now.map((wardId) => ({ wardId }))]);
  return (
    <fieldset className={css.wards}>
      <legend>{t('make.wards')}</legend>
      {wards.map((ward) => (
        <label key={ward}>
          <input type="checkbox" name="ward" value={ward} defaultChecked={now.includes(ward)} />
          <bdi>{ward}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
