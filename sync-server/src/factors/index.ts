export { boundBy } from './bound.ts';
export { type Factors, openFactors } from './factors.ts';
export { type Failures, openFailures, type Turn } from './failures.ts';
export { Offers } from './offers.ts';
export { type PasskeySite, passkeySiteOf } from './passkeys.ts';
export { holdsFromMs, type PolicySince, requirementFor, type SecondSteps, secondSteps } from './policy.ts';
export { type Asker, offered, ownSecondSteps, type SecondStep, type SecondStepKinds } from './second-step.ts';
