type Comparisons<Props> = { readonly [Key in keyof Props]?: (a: Props[Key], b: Props[Key]) => boolean };

/**
 * For `memo`: is the same drawn for both? Each prop by identity, except those that have a comparison of their own here. No list of props, so
 * that one that is added later is never forgotten.
 */
export function sameProps<Props extends object>(own: Comparisons<Props>): (a: Props, b: Props) => boolean {
  return (a, b) => {
    const keys = Object.keys({ ...a, ...b }) as (keyof Props)[];
    return keys.every((key) => (own[key] ?? Object.is)(a[key], b[key]));
  };
}
