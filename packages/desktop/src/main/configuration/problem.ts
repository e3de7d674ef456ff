/** Why a setting cannot be used. Each code has its sentences in `static-pages/problem-sentences.ts`. */
export type SettingProblemCode =
  | 'setting/missing'
  | 'setting/unknown'
  | 'setting/wrong-type'
  | 'setting/not-allowed'
  | 'setting/not-an-address'
  | 'setting/address-not-https'
  | 'setting/address-has-more'
  | 'setting/not-a-key'
  | 'setting/not-a-folder'
  | 'setting/not-json'
  | 'setting/unreadable'
  | 'setting/other-kind';

/** A wrong setting, named so that IT finds it: where it stands, its field, what is wrong, what would be right. */
export interface SettingProblem {
  readonly code: SettingProblemCode;
  /** A path, a registry key, or the name of an environment variable. */
  readonly source: string;
  /** e.g. `serverUrl` or `updates.manifestUrl`; empty when the whole file is meant. */
  readonly field: string;
  /** What is allowed, when that is a short list or a range. */
  readonly allowed?: string;
}
