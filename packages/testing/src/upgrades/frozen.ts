import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '@healthcare/domain';

/** What was written by programs of the past, as files that are never changed. */
export const frozenFolder = join(import.meta.dirname, 'frozen');

/** Aggregate → version → fingerprint of its shapes. */
export type Fingerprints = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Documents as a version of an aggregate made and folded them. */
export interface FrozenDocuments {
  readonly name: string;
  readonly version: number;
  readonly documents: readonly FrozenDocument[];
}
export type FrozenDocument = { readonly id: string; readonly entries: readonly Entry[] } & Readonly<
  Record<string, unknown>
>;

export function frozenName(aggregate: string, version: number): string {
  return `${aggregate}.${version}.json`;
}

export function frozen<Body>(file: string): Body {
  return JSON.parse(readFileSync(join(frozenFolder, file), 'utf8')) as Body;
}

/** The example documents of one version: the first says everything that can be said, with one entry of every kind. */
export function frozenDocuments(aggregate: string, version: number): readonly FrozenDocument[] {
  return frozen<FrozenDocuments>(frozenName(aggregate, version)).documents;
}
