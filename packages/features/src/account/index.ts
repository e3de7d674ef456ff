export { AccountScreen } from './AccountScreen.tsx';
export { SetUpNotice } from './SetUpNotice.tsx';
export { SignInDesk } from './SignInDesk.tsx';
export { accountWords } from './words.ts';
