export { MailQueue } from './MailQueue.tsx';
export { mailWords } from './words.ts';
