export * from './forms-slice.ts';
export * from './use-form-draft.ts';
