export { AccountScreen } from './AccountScreen.tsx';
export { ProofGate } from './ProofGate.tsx';
export { NOT_PROVEN, useProve } from './proof.ts';
export { SetUpNotice } from './SetUpNotice.tsx';
export { SetUpStep } from './SetUpStep.tsx';
export { SignInDesk } from './SignInDesk.tsx';
export { useAsked } from './use-asked.ts';
export { accountWords } from './words.ts';
