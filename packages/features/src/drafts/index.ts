export * from './forms-slice.ts';
export * from './use-form-draft.ts';
export * from './use-id-per-choice.ts';
