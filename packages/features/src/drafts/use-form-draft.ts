import { useCallback, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { type FormFields, formChanged, formDropped, type WithForms } from './forms-slice.ts';

export interface FormDraft<Fields extends FormFields> {
  readonly fields: Fields;
  change(to: Partial<Fields>): void;
  /** It was saved, or is not wanted any more. */
  drop(): void;
}

/**
 * A form that stays as it was left, also when its person goes and comes back. `of`: what it is about. `begin`: as it stands when nobody has
 * begun it; what is kept from an older program lacks nothing of it.
 */
export function useFormDraft<Fields extends FormFields>(of: string, begin: () => Fields): FormDraft<Fields> {
  const dispatch = useDispatch();
  const kept = useSelector(({ forms }: WithForms) => forms[of]);
  const [fresh] = useState(begin);
  const fields = { ...fresh, ...kept } as Fields;
  const change = (to: Partial<Fields>) => {
    dispatch(formChanged({ of, fields: { ...fields, ...to } as FormFields }));
  };
  const drop = useCallback(() => void dispatch(formDropped(of)), [dispatch, of]);
  return { fields, change, drop };
}
