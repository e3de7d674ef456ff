export { EnrolScreen } from './EnrolScreen.tsx';
export { type Leaving, LeavingScreen } from './LeavingScreen.tsx';
export { enrolmentWords } from './words.ts';
