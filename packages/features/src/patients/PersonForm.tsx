import { bloodGroups, digitsOf, nationalIdSays } from '@healthcare/domain/patients';
import { CodeField, clinicalDay, IconInfoCircle, type PlainDay, Segments, TextField } from '@healthcare/ui';
import { Select } from '@mantine/core';
import css from './PersonForm.module.css';
import { type PatientWords, usePatientWords } from './patient-words.ts';
import { contradictsId, type PersonFields, suggestedBy, type TypedField } from './person-fields.ts';
import { typedDay } from './typed-day.ts';

export interface PersonFormProps {
  readonly fields: PersonFields;
  readonly onChange: (to: Partial<PersonFields>) => void;
  /** Fields that the domain does not take as they are. */
  readonly wrong: readonly string[];
}

/** Who somebody is. The names of somebody unknown are given by themselves, and may be written over. */
export function PersonForm(props: PersonFormProps) {
  const words = usePatientWords();
  const { t, language } = words;
  const scripts = language === 'ar' ? (['Ar', 'En'] as const) : (['En', 'Ar'] as const);
  return (
    <div className={css.form}>
      <Identity {...props} words={words} />
      {scripts.map((script) => (
        <div key={script} className={css.pair}>
          <Text {...props} words={words} field={`family${script}`} wrongAs="family" first={script === scripts[0]} />
          <Text {...props} words={words} field={`given${script}`} wrongAs="given" />
        </div>
      ))}
      <div className={css.pair}>
        <Born {...props} words={words} />
        <Text {...props} words={words} field="aboutAge" code />
      </div>
      <NationalId {...props} words={words} />
      <details className={css.more} open={hasMore(props) || undefined}>
        <summary>{t('form.more')}</summary>
        <div className={css.pair}>
          <Text {...props} words={words} field="fileNumber" code />
          <Text {...props} words={words} field="phone" code />
          <Text {...props} words={words} field="contactName" />
          <Text {...props} words={words} field="contactPhone" code />
          <Text {...props} words={words} field="passport" code />
          <Text {...props} words={words} field="insurance" code />
          <Text {...props} words={words} field="address" />
          <BloodGroup {...props} words={words} />
        </div>
      </details>
    </div>
  );
}

type OneProps = PersonFormProps & { readonly words: PatientWords };

function Identity({ fields, onChange, words: { t } }: OneProps) {
  return (
    <div className={css.identity}>
      <div className={css.choice}>
        <span aria-hidden>{t('form.identity')}</span>
        <Segments
          label={t('form.identity')}
          segments={(['known', 'unknown'] as const).map((id) => ({ id, word: t(`identity.${id}`) }))}
          chosen={fields.identity}
          onChoose={(identity) => onChange({ identity })}
        />
      </div>
      <div className={css.choice}>
        <span aria-hidden>{t('field.sex')}</span>
        <Segments
          label={t('field.sex')}
          segments={(['female', 'male', 'notKnown'] as const).map((id) => ({ id, word: t(`sex.${id}`) }))}
          chosen={fields.sex}
          onChoose={(sex) => onChange({ sex })}
        />
      </div>
      {fields.identity === 'unknown' && (
        <p className={css.hint}>
          <IconInfoCircle size={18} aria-hidden />
          {t('form.unknownHint')}
        </p>
      )}
    </div>
  );
}

interface TextProps extends OneProps {
  readonly field: TypedField;
  readonly wrongAs?: string;
  readonly code?: boolean;
  readonly first?: boolean;
}

function Text({ fields, onChange, wrong, words: { t }, field, wrongAs = field, code, first }: TextProps) {
  const Field = code ? CodeField : TextField;
  return (
    <Field
      label={t(`field.${field}`)}
      value={fields[field]}
      wrong={wrong.includes(wrongAs) ? t(`wrong.${wrongAs}`) : null}
      {...(first && { 'data-autofocus': true })}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
}

/** Reads back what was understood, so that day and month are not turned round. */
function Born({ fields, onChange, wrong, words: { t, language, bornOf } }: OneProps) {
  const day = typedDay(fields.born);
  return (
    <CodeField
      label={t('field.born')}
      placeholder={t('form.bornHow')}
      value={fields.born}
      wrong={wrong.includes('born') ? t('wrong.born') : null}
      description={day === null ? undefined : bornOf({ born: day })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      lang={language}
      onChange={(event) => onChange({ born: event.currentTarget.value })}
    />
  );
}

/** P3: fills in birth and sex where nothing is said; a difference is told. */
function NationalId({ fields, onChange, wrong, words: { t, language, sexOf } }: OneProps) {
  const says = nationalIdSays(digitsOf(fields.nationalId));
  const said = says && {
    born: clinicalDay(says.born as PlainDay, language),
    sex: sexOf(says),
  };
  return (
    <CodeField
      label={t('field.nationalId')}
      value={fields.nationalId}
      wrong={wrong.includes('nationalId') ? t('wrong.nationalId') : null}
      description={said ? t(contradictsId(fields) ? 'form.idDiffers' : 'form.idSays', said) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => {
        const nationalId = event.currentTarget.value;
        onChange({ nationalId, ...suggestedBy({ ...fields, nationalId }) });
      }}
    />
  );
}

function BloodGroup({ fields, onChange, words: { t } }: OneProps) {
  return (
    <Select
      label={t('field.bloodGroup')}
      data={[...bloodGroups]}
      value={fields.bloodGroup || null}
      clearable
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      onChange={(group) => onChange({ bloodGroup: group ?? '' })}
    />
  );
}

const moreFields = [
  'fileNumber',
  'phone',
  'contactName',
  'contactPhone',
  'passport',
  'insurance',
  'address',
  'bloodGroup',
] as const;

function hasMore({ fields, wrong }: PersonFormProps): boolean {
  return moreFields.some((field) => fields[field] !== '' || wrong.includes(field));
}
