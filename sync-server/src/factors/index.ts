export { type Factors, openFactors } from './factors.ts';
export { type PasskeySite, passkeySiteOf } from './passkeys.ts';
export { requirementFor, type SecondSteps, secondSteps } from './policy.ts';
