/** What GitHub takes for a check run, with its limits. */
import { z } from 'zod';
import { CONCLUSIONS } from '../../state/check.ts';

/** Characters each. */
const LONGEST_TEXT = 65_535;
/** In one request; more are appended by updates. */
const ANNOTATIONS = 50;
const ACTIONS = 3;

const Annotation = z.object({
  path: z.string(),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().optional(),
  end_column: z.number().int().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string().max(65_536),
  title: z.string().max(255).optional(),
  raw_details: z.string().max(65_536).optional(),
});

const Action = z.object({
  label: z.string().max(20),
  description: z.string().max(40),
  identifier: z.string().max(20),
});

export const CheckFields = z.object({
  name: z.string().min(1).optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  started_at: z.string().optional(),
  conclusion: z.enum(CONCLUSIONS).optional(),
  completed_at: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string().max(LONGEST_TEXT),
      text: z.string().max(LONGEST_TEXT).optional(),
      annotations: z.array(Annotation).max(ANNOTATIONS).default([]),
    })
    .optional(),
  actions: z.array(Action).max(ACTIONS).optional(),
});
export type CheckFields = z.infer<typeof CheckFields>;

export const NewCheck = CheckFields.extend({ name: z.string().min(1), head_sha: z.string() });
