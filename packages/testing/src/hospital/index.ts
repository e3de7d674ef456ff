export { type DemoAccount, demoHospital, type Hospital, type HospitalWanted } from './hospital.ts';
