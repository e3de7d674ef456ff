export { WorkstationList } from './WorkstationList.tsx';
export { workstationsWords } from './words.ts';
