export { type ProofDemand, proofDemand } from './demanded.ts';
export { type EnrolmentCodes, type GivenCode, openEnrolmentCodes } from './enrolment-codes.ts';
export { enrolmentRoutes } from './enrolment-routes.ts';
export { firstDesk } from './first-desk.ts';
export { type Proofs, proofsFrom } from './proofs.ts';
export { handedInFiles } from './standing-routes.ts';
export { workstationRoutes } from './workstation-routes.ts';
export { openWorkstations, type Workstations } from './workstations.ts';
