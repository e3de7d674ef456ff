import type { Request } from 'express';
import type { z } from 'zod';
import { RequestProblem } from './problems.ts';

/** The body of a request in this shape; the problem names the field that is wrong. */
export function bodyOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const read = schema.safeParse(request.body);
  if (read.success) return read.data;
  throw new RequestProblem('request/wrong-shape', { about: read.error.issues[0]?.path.join('.') || 'body' });
}
