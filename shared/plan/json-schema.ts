/** JSON Schemas of the plan and of the configuration, for editors: `docs/schema/` holds them. */
import { z } from 'zod';
import { configSchema, planSchema } from './schema.ts';

/** The text of each file in `docs/schema/`, by its name. */
export function jsonSchemas(): Readonly<Record<'plan.schema.json' | 'braid.schema.json', string>> {
  return { 'plan.schema.json': render(planSchema), 'braid.schema.json': render(configSchema) };
}

/** As they are written: what has a default may be left out. */
function render(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}
