import type { NextFunction, Request, Response } from 'express';
import { RequestProblem } from './problems.ts';

/** Nothing of ours nests deeper; what does is made to exhaust a reader. */
const DEEPEST = 24;

/** Refuses bodies that are nested too deeply or that name `__proto__`, before anybody walks through them. */
export function bodyShape(request: Request, _response: Response, next: NextFunction): void {
  const trouble = Buffer.isBuffer(request.body) ? undefined : troubleIn(request.body);
  next(trouble ? new RequestProblem('request/wrong-shape', { about: trouble }) : undefined);
}

function troubleIn(body: unknown): string | undefined {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return `nested deeper than ${DEEPEST}`;
    if (level.some((value) => isObject(value) && Object.hasOwn(value, '__proto__'))) return '__proto__';
    level = level.flatMap((value) => (isObject(value) ? Object.values(value) : [])).filter(isObject);
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
