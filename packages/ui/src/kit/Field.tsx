import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from '@mantine/core';
import { useWords } from '../language/use-words.ts';
import css from './Field.module.css';
import { FieldError } from './FieldError.tsx';
import { IconSearch } from './icons.ts';

type Wrong = { readonly wrong?: string | null | undefined };
export type TextFieldProps = Omit<TextInputProps, 'error'> & Wrong;
export type PasswordFieldProps = Omit<PasswordInputProps, 'error'> & Wrong;

/** One line of words, in whichever direction they are written. `wrong` is the whole sentence about the mistake. */
export function TextField({ wrong, ...rest }: TextFieldProps) {
  return <TextInput {...rest} classNames={{ input: css.words ?? '' }} error={errorOf(wrong)} />;
}

/** Phone, e-mail, staff number, code: written left to right in Arabic too, at the reading side of the field. */
export function CodeField({ wrong, ...rest }: TextFieldProps) {
  return (
    <TextInput
      spellCheck={false}
      autoCapitalize="none"
      {...rest}
      classNames={{ input: css.code ?? '' }}
      error={errorOf(wrong)}
    />
  );
}

/** A password that can be shown while it is written. */
export function PasswordField({ wrong, ...rest }: PasswordFieldProps) {
  const { t } = useWords('ui');
  return (
    <PasswordInput
      {...rest}
      visibilityToggleButtonProps={{ 'aria-label': t('kit.showPassword'), tabIndex: 0 }}
      error={errorOf(wrong)}
    />
  );
}

/** Searches as one types; the screen's `/` key finds it by `data-search`. */
export function SearchField({ label, ...rest }: Omit<TextInputProps, 'label' | 'error'> & { readonly label: string }) {
  return (
    <TextInput
      type="search"
      classNames={{ input: css.words ?? '' }}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={20} aria-hidden />}
      data-search
      {...rest}
    />
  );
}

function errorOf(wrong: string | null | undefined) {
  return wrong ? <FieldError>{wrong}</FieldError> : false;
}
