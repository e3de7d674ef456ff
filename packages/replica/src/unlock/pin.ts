export type PinTrouble = 'pin/short' | 'pin/long' | 'pin/simple' | 'pin/own-number';

/** Shorter ones are tried out too fast by whoever has copied a profile. */
export const SHORTEST_PIN = 6;
/** Of a sentence somebody remembers. */
const LONGEST_PIN = 64;
/** What people take who want none. */
const COMMON = [
  '112233',
  '123321',
  '121314',
  '147258',
  '159753',
  '258456',
  'password',
  'qwerty',
  'azerty',
  'healthcare',
];

/** One form for a PIN that is typed on Arabic and Latin keyboards. */
export function pinText(typed: string): string {
  const latin = typed.normalize('NFKC').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
  return latin.trim();
}

/** One form for the number on a badge: scanners and keyboards give it with and without spaces, in either digits and either case. */
export function badgeText(scanned: string): string {
  return pinText(scanned).replace(/[\s-]/g, '').toLowerCase();
}

/** Why this cannot be the PIN of somebody who signs in by these numbers; undefined when it can. */
export function pinTrouble(typed: string, ownNumbers: readonly string[]): PinTrouble | undefined {
  const pin = pinText(typed).toLowerCase();
  if ([...pin].length < SHORTEST_PIN) return 'pin/short';
  if ([...pin].length > LONGEST_PIN) return 'pin/long';
  if (isRun(pin) || repeats(pin) || COMMON.some((common) => pin.includes(common))) return 'pin/simple';
  const numbers = ownNumbers.map(badgeText);
  const isOwn = numbers.some((number) => number.length > 0 && (number.includes(pin) || pin.includes(number)));
  return isOwn ? 'pin/own-number' : undefined;
}

/** 123456, 987654, abcdef; also 890123, where the digits begin again. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((letter, at) => letter.charCodeAt(0) - pin.charCodeAt(at));
  const goes = (by: number) => steps.every((step) => step === by || step === by - 10 * Math.sign(by));
  return goes(1) || goes(-1);
}

/** 111111, 121212, 123123: a part of at most half of it, again and again. */
function repeats(pin: string): boolean {
  for (let part = 1; part <= pin.length / 2; part += 1)
    if (
      pin ===
      pin
        .slice(0, part)
        .repeat(Math.ceil(pin.length / part))
        .slice(0, pin.length)
    )
      return true;
  return false;
}
