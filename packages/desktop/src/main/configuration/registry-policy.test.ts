import { expect, test } from 'vitest';
import { policyShape } from './policy-shape.ts';
import { asPolicy, registryValues } from './registry-policy.ts';

const printed = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\HealthCare',
  '    ServerUrl    REG_SZ    https://sync.hospital.example',
  '    WardId    REG_SZ    Ward 4 B',
  '    IdleLockSeconds    REG_DWORD    0x3c',
  '    Kiosk    REG_DWORD    0x1',
  '    BoardInitialsOnly    REG_DWORD    0x1',
  '    Odd    REG_BINARY    00FF',
  '',
].join('\r\n');

test('what reg.exe prints is read: text with spaces, numbers, nothing else', () => {
  expect(registryValues(printed)).toEqual({
    ServerUrl: 'https://sync.hospital.example',
    WardId: 'Ward 4 B',
    IdleLockSeconds: 60,
    Kiosk: 1,
    BoardInitialsOnly: 1,
  });
});

test('the values are a policy by our names', () => {
  expect(policyShape.parse(asPolicy(registryValues(printed)))).toEqual({
    serverUrl: 'https://sync.hospital.example',
    wardId: 'Ward 4 B',
    idleLockSeconds: 60,
    kiosk: true,
    boardInitialsOnly: true,
  });
});

test('a value of another name is refused by that name, a flag of 2 is no flag', () => {
  const wrong = policyShape.safeParse(asPolicy({ ServerURL: 'https://x.example', Kiosk: 2 }));
  expect(wrong.error?.issues.map((issue) => issue.code)).toEqual(['invalid_type', 'unrecognized_keys']);
});

test('no key there is no policy', () => {
  expect(registryValues('')).toEqual({});
});
