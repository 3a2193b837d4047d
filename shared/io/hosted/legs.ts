/** The jobs that verify, as a list of numbers for a matrix. */
import { z } from 'zod';
import type { Hop } from '../handover/hop.ts';

export function legsOf(hop: Hop | null): readonly number[] {
  return Array.from({ length: hop?.verifiers ?? 0 }, (_, index) => index);
}

/** '' is none. Throws where it is no list of numbers. */
export function parseLegs(text: string): readonly number[] {
  return z
    .array(z.number().int().nonnegative())
    .max(256)
    .parse(JSON.parse(text || '[]'));
}
