export { useDisputedTitle } from './DisputeCard.tsx';
export * from './DisputeList.tsx';
export { useDisputeCount, useDisputed } from './disputed.ts';
export { disputesWords } from './words.ts';
