export * from './LeadScreen.tsx';
export { mayLead } from './may-lead.ts';
export { leadWords } from './words.ts';
