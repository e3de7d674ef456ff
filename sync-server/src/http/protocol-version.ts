import { type ProtocolRange, protocolHeader, protocolProblem, rangeText } from '@healthcare/protocol';
import type { NextFunction, Request, Response } from 'express';
import { RequestProblem } from './problems.ts';

/** Says on every answer which versions of the protocol are understood here, and turns away whoever speaks another. */
export function protocolVersion(range: ProtocolRange) {
  const understood = rangeText(range);
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader(protocolHeader, understood);
    next(problemOf(request.get(protocolHeader), range));
  };
}

function problemOf(spoken: string | undefined, range: ProtocolRange): RequestProblem | undefined {
  const problem = protocolProblem(spoken, range);
  if (problem === null) return undefined;
  if (problem === 'malformed') return new RequestProblem('request/wrong-shape', { about: protocolHeader });
  return new RequestProblem(problem, { about: rangeText(range) });
}
