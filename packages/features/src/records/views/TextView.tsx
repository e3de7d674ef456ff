import { Skeleton } from '@healthcare/ui';
import { useEffect, useState } from 'react';
import css from './views.module.css';

/** Plain text, as it was written. */
export function TextView({ blob }: { readonly blob: Blob }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    blob.text().then((read) => wanted && setText(read));
    return () => {
      wanted = false;
    };
  }, [blob]);
  if (text === null) return <Skeleton />;
  return (
    <pre
      className={css.text}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
      tabIndex={0}
    >
      {text}
    </pre>
  );
}
