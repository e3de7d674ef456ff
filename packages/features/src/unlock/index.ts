export * from './IdleLock.tsx';
export * from './LockScreen.tsx';
export * from './PinOffer.tsx';
export * from './people-here.ts';
export { unlockWords } from './words.ts';
