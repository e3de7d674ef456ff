export { emergencyRoutes } from './emergency-routes.ts';
export { EmergenciesFollowed } from './follow-emergencies.ts';
export { PatientNumbers } from './patient-numbers.ts';
