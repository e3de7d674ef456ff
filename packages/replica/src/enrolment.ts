import {
  type Enrol,
  Enrolled,
  EnrolmentAsked,
  type WorkstationContact,
  WorkstationStanding,
  type WorkstationWiped,
} from '@healthcare/protocol';
import { z } from 'zod';
import { type Answered, askServer } from './ask-server.ts';
import type { ProvenServer } from './wire/proven-fetch.ts';

/** What a workstation asks and tells before anybody has signed in, by its key alone. Never throws: a server that is away is an answer. */
export interface EnrolmentDoor {
  /** What the server says of itself to whoever stands before a workstation that is not enrolled. */
  asked(): Promise<Answered<EnrolmentAsked>>;
  enrol(given: Omit<Enrol, 'key'>): Promise<Answered<Enrolled>>;
  /** How this workstation stands; tells how it is. */
  contact(told: WorkstationContact): Promise<Answered<WorkstationStanding>>;
  /** Nothing of the hospital is kept here any more. */
  wiped(told: WorkstationWiped): Promise<Answered<null>>;
}

export function enrolmentDoor(server: Required<ProvenServer>): EnrolmentDoor {
  const address = { ...server, token: undefined };
  const key = server.prover?.publicKey ?? '';
  return {
    asked: () => askServer(address, '/api/enrolment', { shape: EnrolmentAsked }),
    enrol: (given) =>
      askServer(address, '/api/enrolment', { method: 'POST', body: { ...given, key }, shape: Enrolled }),
    contact: (body) =>
      askServer(address, '/api/workstation/contact', { method: 'POST', body, shape: WorkstationStanding }),
    wiped: (body) => askServer(address, '/api/workstation/wiped', { method: 'POST', body, shape: z.null() }),
  };
}
