import type { Icon } from '@healthcare/ui';
import { hashOf } from '../state/index.ts';
import css from './CountLink.module.css';

/** How many of something wait for a decision, and the way to their list. */
export function CountLink(props: { readonly screen: string; readonly icon: Icon; readonly word: string }) {
  const Sign = props.icon;
  return (
    <a className={css.count} href={hashOf({ screen: props.screen, call: null })}>
      <Sign size={20} aria-hidden className={css.sign ?? ''} />
      {props.word}
    </a>
  );
}
