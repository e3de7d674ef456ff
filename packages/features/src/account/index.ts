export { AccountScreen } from './AccountScreen.tsx';
export { SignInDesk } from './SignInDesk.tsx';
export { accountWords } from './words.ts';
