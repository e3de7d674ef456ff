import { expect, test } from 'vitest';
import { asEnrolled, enrolledIn, placedAnew } from './enrolled.tsx';
import type { OwnStorage } from './own-storage.ts';
import type { Surroundings } from './surroundings.ts';

const enrolled = { workstation: 'wk-1', name: 'Desk', kind: 'ward', wards: ['4B'], fingerprint: null } as const;

function profileWith(kept?: object): OwnStorage {
  const items = new Map(kept ? [['healthcare.enrolled', JSON.stringify(kept)]] : []);
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

test('N10 a workstation that is given another name or other wards keeps them for its next start; told the same again it does nothing', () => {
  const profile = profileWith(enrolled);
  const place = { name: 'Trolley', wards: ['3A'] };
  expect(placedAnew(profile, { state: 'enrolled', place })).toEqual({ ...enrolled, ...place });
  expect(enrolledIn(profile)).toEqual({ ...enrolled, ...place });
  expect(placedAnew(profile, { state: 'enrolled', place })).toBeUndefined();
});

test('N10 a server that does not tell, and a workstation from before enrolment, change nothing', () => {
  const profile = profileWith(enrolled);
  expect(placedAnew(profile, { state: 'enrolled' })).toBeUndefined();
  expect(enrolledIn(profile)).toEqual(enrolled);
  expect(placedAnew(profileWith(), { state: 'adopted', place: { name: '', wards: null } })).toBeUndefined();
});

test('N10 people sign in at the wards it has now: one that its address still names, and it no longer has, is not asked for', () => {
  const around = { settings: { wardId: '4B', banners: [] } } as unknown as Surroundings; // the part that is read
  const wardOf = (wards: string[]) => asEnrolled(around, { ...enrolled, wards }).settings.wardId;
  expect([wardOf(['4B', '3A']), wardOf(['3A'])]).toEqual(['4B', null]);
});

test('N10 it says what it is called and which wards it has, as it hears them', () => {
  const around = { settings: { wardId: null, station: null, banners: [] } } as unknown as Surroundings; // the part that is read
  expect(asEnrolled(around, null).settings.station).toBeNull();
  const now = asEnrolled(around, { ...enrolled, name: 'Trolley', wards: ['3A', '4B'] });
  expect(now.settings.station).toEqual({ name: 'Trolley', wards: ['3A', '4B'] });
});

test('W9 only a terminal that a demo has enrolled says so, and tells whoever stands before it', () => {
  const around = { settings: { wardId: '4B', banners: [] } } as unknown as Surroundings; // the part that is read
  const demo = asEnrolled(around, { ...enrolled, wards: null, demo: true }).settings;
  expect(demo.station?.demo).toBe(true);
  expect(demo.banners.map(({ read }) => read)).toEqual(['demo']);
  const desk = asEnrolled(around, { ...enrolled, kind: 'admin', wards: null, demo: true }).settings;
  expect(desk.banners.map(({ en }) => en)).toEqual([expect.not.stringContaining('primary')]); // which no desk ever is
  const own = asEnrolled(around, { ...enrolled, wards: ['4B'] }).settings;
  expect([own.station?.demo, own.banners]).toEqual([undefined, []]);
});
