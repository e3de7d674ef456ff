import type { Entries } from '@healthcare/domain';
import type { Dice } from './dice.ts';
import type { DemoPerson } from './people.ts';
import { cancelReasons, descriptions, kindsOfTwenty, usualPriorities } from './reasons.ts';
import { Story } from './story.ts';
import type { Ward } from './wards.ts';

interface Wanted {
  readonly wards: readonly Ward[];
  readonly people: readonly DemoPerson[];
  readonly nowMs: number;
  readonly pastCalls: number;
}

const minute = 60_000;
/** Past calls lie within this, but never further apart than a quiet ward has them. */
const MINUTES_BETWEEN_PAST_CALLS = 9;
/** One open call for about so many beds. */
const BEDS_AN_OPEN_CALL = 8;

export function callsOf(wanted: Wanted, dice: Dice): readonly Entries[] {
  const { wards, nowMs, pastCalls } = wanted;
  const beds = wards.reduce((sum, { rooms }) => sum + rooms.reduce((of, { facts }) => of + facts.beds.length, 0), 0);
  const apartMs = (MINUTES_BETWEEN_PAST_CALLS * minute) / wards.length;
  const past = Array.from({ length: pastCalls }, (_, n) => {
    const raisedMs = nowMs - 40 * minute - Math.floor(apartMs * (pastCalls - n - 1)) - dice.between(0, 4 * minute);
    return pastCall(`call-${n + 1}`, raisedMs, wanted, dice);
  });
  const open = Array.from({ length: Math.max(4, Math.round(beds / BEDS_AN_OPEN_CALL)) }, (_, n) =>
    openCall(`call-${pastCalls + n + 1}`, n, wanted, dice),
  );
  return [...past, ...open];
}

function pastCall(id: string, raisedMs: number, wanted: Wanted, dice: Dice): Entries {
  const scene = sceneOf(dice.one(wanted.wards), wanted.people, dice);
  const story = raisedAt(id, raisedMs, scene, dice);
  if (dice.happens(6)) {
    const reason = dice.one(cancelReasons);
    return story.add('cancelled', scene.caller.id, raisedMs + dice.between(20, 240) * 1000, {
      reason: scene.inArabic ? reason.ar : reason.en,
    }).document;
  }
  const acceptedMs = raisedMs + dice.between(12, 260) * 1000;
  const arrivedMs = acceptedMs + dice.between(15, 240) * 1000;
  const doneMs = arrivedMs + dice.between(60, 1200) * 1000;
  if (dice.happens(30)) story.add('seen', scene.answerer.id, raisedMs + 8000);
  story.add('accepted', scene.answerer.id, acceptedMs).add('arrived', scene.answerer.id, arrivedMs);
  return story.add('done', scene.answerer.id, doneMs).document;
}

/** Open calls of every state, so that a first look at a ward shows what there is to see. The first ward has the most. */
function openCall(id: string, n: number, wanted: Wanted, dice: Dice): Entries {
  const ward = wanted.wards[n % 3 === 2 ? dice.between(0, wanted.wards.length - 1) : 0] ?? dice.one(wanted.wards);
  const scene = sceneOf(ward, wanted.people, dice);
  const ageMs = dice.between(20, 9 * 60) * 1000;
  const story = raisedAt(id, wanted.nowMs - ageMs - 1000, scene, dice);
  const after = (part: number) => wanted.nowMs - Math.floor(ageMs * (1 - part));
  if (n % 4 === 1) story.add('seen', scene.answerer.id, after(0.2));
  if (n % 4 >= 2) story.add('accepted', scene.answerer.id, after(0.4));
  if (n % 4 === 3) story.add('arrived', scene.answerer.id, after(0.8));
  return story.document;
}

interface Scene {
  readonly ward: Ward;
  readonly caller: DemoPerson;
  readonly answerer: DemoPerson;
  readonly inArabic: boolean;
}

function sceneOf(ward: Ward, people: readonly DemoPerson[], dice: Dice): Scene {
  const here = people.filter(({ wards, role }) => wards.includes(ward.id) && role !== 'headDoctor');
  const [caller, answerer] = dice.shuffled(here);
  if (!caller || !answerer) throw new Error(`ward ${ward.id} has nobody`);
  return { ward, caller, answerer, inArabic: dice.happens(50) };
}

function raisedAt(id: string, ms: number, { ward, caller, inArabic }: Scene, dice: Dice): Story {
  const room = dice.one(ward.rooms);
  const bed = dice.one(room.facts.beds);
  const kind = dice.one(kindsOfTwenty);
  const text = dice.one(descriptions[kind]);
  return new Story(id).add('raised', caller.id, ms, {
    wardId: ward.id,
    roomId: room.id,
    room: room.facts.name,
    bed: bed.label,
    kind,
    priority: dice.one(usualPriorities[kind]),
    description: inArabic ? text.ar : text.en,
  });
}
