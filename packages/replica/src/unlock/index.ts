export { idbKeyring, keyringInMemory } from './idb-keyring.ts';
export {
  type CalledPerson,
  Keyring,
  type KeyringPlace,
  MOST_FAILURES,
  type OpenedByPin,
  type PersonHere,
  type ShownPerson,
  type Unlocked,
  type WaitingPeople,
} from './keyring.ts';
export { type KnownTime, knownTimeIn, type TimePlace } from './known-time.ts';
export { badgeText, type PinTrouble, pinText, pinTrouble, SHORTEST_PIN } from './pin.ts';
export { sealKeys, sealKeysForPin } from './seal-keys.ts';
