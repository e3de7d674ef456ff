export * from './DisputeList.tsx';
export { useDisputed } from './disputed.ts';
export { disputesWords } from './words.ts';
