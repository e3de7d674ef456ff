import { defineAggregate } from '../kernel/aggregate.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import type { Person } from '../rights/roles.ts';
import { type EmergencyAct, type EmergencyEntry, emergencyEntries } from './entries.ts';
import { EmergencyView, noEmergency } from './view.ts';

/** E1, E6. `own`: who asked. `ward`: the ward where it was asked. */
export const emergencyRights = {
  asked: { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' },
  granted: { server: 'yes' },
  ended: { nurse: 'own', headNurse: 'own', doctor: 'own', headDoctor: 'own' },
  reviewed: { headNurse: 'ward', headDoctor: 'ward', admin: 'yes' },
} as const satisfies Rights<EmergencyAct>;

/** E8: the key of those who review what was asked in a ward, and of those who review all. */
export const reviewsOf = (wardId: string): string => `reviews:${wardId}`;
export const ALL_REVIEWS = 'reviews';

/** Rules: `emergencies.spec.md`. */
export const emergencies = defineAggregate({
  name: 'emergencies',
  version: 0,
  entries: emergencyEntries,
  view: EmergencyView,
  indexes: [['review', 'askedAt']],
  empty: noEmergency,
  apply: (access, entry) => accessAfter(access, entry),
  decide: (access, entry, author) => decided(access, entry, author),
  standing: (access, entry, author) => ({
    own: access.askedBy === author.user,
    ward: author.wards.includes(entry.kind === 'asked' ? entry.data.wardId : access.wardId),
  }),
  rights: emergencyRights,
  scopes: ({ state, askedBy, wardId }) => (state === 'none' ? [] : [`user:${askedBy}`, reviewsOf(wardId), ALL_REVIEWS]),
});

function accessAfter(access: EmergencyView, entry: EmergencyEntry): EmergencyView {
  switch (entry.kind) {
    case 'asked': {
      if (access.state !== 'none') return access;
      const { wardId, patientId = '', number = '', reason, provenBy } = entry.data;
      const asked = { wardId, patientId, number, reason, provenBy };
      const by = { askedBy: entry.by.user, askedAt: entry.at, askedUnder: entry.by.grant };
      return { ...access, ...asked, ...by, state: 'asked', review: 'waiting' };
    }
    case 'granted': {
      if (access.state === 'none' || access.until !== '') return access;
      const { patientId, until } = entry.data;
      return { ...access, patientId, until, state: access.state === 'ended' ? 'ended' : 'granted' };
    }
    case 'ended':
      return access.state === 'none' || access.state === 'ended'
        ? access
        : { ...access, state: 'ended', endedAt: entry.at };
    case 'reviewed': {
      if (access.state === 'none') return access;
      const { finding, note = '' } = entry.data;
      const review = { entry: entry.id, by: entry.by.user, at: entry.at, finding, note };
      return { ...access, review: 'reviewed', reviews: [...access.reviews, review] };
    }
  }
}

function decided(access: EmergencyView, entry: EmergencyEntry, author: Person): Refusal | null {
  if (entry.kind === 'asked') return access.state === 'none' ? null : refusal('emergency/already-asked');
  if (access.state === 'none') return refusal('emergency/unknown');
  switch (entry.kind) {
    case 'granted':
      return access.until === '' ? null : refusal('emergency/already-granted');
    case 'ended':
      return access.state === 'ended' ? refusal('emergency/already-over') : null;
    case 'reviewed':
      return mayReview(access, author);
  }
}

/** E6. */
function mayReview({ askedBy, reviews }: EmergencyView, { user }: Person): Refusal | null {
  if (askedBy === user) return refusal('emergency/own');
  const [first] = reviews;
  return first ? refusal('emergency/already-reviewed', first.by) : null;
}
