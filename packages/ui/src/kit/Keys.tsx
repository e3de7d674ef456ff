import css from './Keys.module.css';

/** A key to press, as it is printed on the keyboard; left to right in every language. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <kbd className={css.keys} dir="ltr">
      {keys}
    </kbd>
  );
}
