/** Annotations of a check run: GitHub only ever appends them, so what is there already is never sent again. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { ROUTES } from './api/routes.ts';

export interface CheckAnnotation {
  /** From the repository's root. */
  readonly path: string;
  /** 1-based; GitHub shows the annotation below the last line. */
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  /** At most 64 KB. */
  readonly message: string;
  /** At most 255 characters; null: none. */
  readonly title: string | null;
}

/** In one request; more are appended by further ones (REST: update a check run). */
export const ANNOTATIONS_A_REQUEST = 50;
/** More than any report has; a bound for a strange answer. */
const READ_AT_MOST = 5000;

const annotationsSchema = z.array(
  z
    .object({
      path: z.string(),
      start_line: z.number(),
      end_line: z.number(),
      annotation_level: z.enum(['notice', 'warning', 'failure']).nullable(),
      message: z.string().nullable(),
      title: z.string().nullable(),
    })
    .transform((found): CheckAnnotation => {
      return {
        path: found.path,
        startLine: found.start_line,
        endLine: found.end_line,
        level: found.annotation_level ?? 'notice',
        message: found.message ?? '',
        title: found.title,
      };
    }),
);

export function readAnnotations(api: Api, checkRun: number): Promise<readonly CheckAnnotation[]> {
  const options = { schema: annotationsSchema, limit: READ_AT_MOST };
  return api.readAll(ROUTES.annotations, { check_run_id: checkRun }, options);
}

/** Those of `wanted` that are not in `present`, each as often as it is wanted. */
export function missingAnnotations(
  wanted: readonly CheckAnnotation[],
  present: readonly CheckAnnotation[],
): readonly CheckAnnotation[] {
  const counts = new Map<string, number>();
  for (const annotation of present) {
    const key = identity(annotation);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return wanted.filter(annotation => {
    const key = identity(annotation);
    const left = counts.get(key) ?? 0;
    if (left > 0) counts.set(key, left - 1);
    return left === 0;
  });
}

export function asSent(annotation: CheckAnnotation): Readonly<Record<string, unknown>> {
  const { path, startLine, endLine, level, message, title } = annotation;
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    message,
    ...(title === null ? {} : { title }),
  };
}

/** Line ends and space at the ends do not come back as they were sent. */
function identity({ path, startLine, endLine, level, message, title }: CheckAnnotation): string {
  const text = (words: string): string => words.replaceAll('\r\n', '\n').trim();
  return JSON.stringify([path, startLine, endLine, level, text(message), text(title ?? '')]);
}
