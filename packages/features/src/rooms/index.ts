export * from './PlacePicker.tsx';
export * from './rooms-api.ts';
export * from './use-room-act.ts';
export * from './ward.ts';
export { roomsWords } from './words.ts';
