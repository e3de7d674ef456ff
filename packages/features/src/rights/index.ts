export { RightsPage } from './RightsPage.tsx';
export { rightsWords } from './words.ts';
