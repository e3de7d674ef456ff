export { CodeTimes } from './CodeTimes.tsx';
export { isProblemCode, useProblemSentence } from './problem-sentence.ts';
export * from './SignInForm.tsx';
export * from './session-acts.ts';
export * from './session-slice.ts';
export { sessionWords } from './words.ts';
