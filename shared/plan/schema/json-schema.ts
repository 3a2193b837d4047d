/** JSON Schemas of the plan and of the configuration, for editors: `docs/schema/` holds them. */
import { z } from 'zod';
import { configSchema } from './config-schema.ts';
import { planSchema } from './plan-schema.ts';

/** The text of each file in `docs/schema/`, by its name. */
export function jsonSchemas(): Readonly<Record<'plan.schema.json' | 'braid.schema.json', string>> {
  return { 'plan.schema.json': render(planSchema), 'braid.schema.json': render(configSchema) };
}

/** As they are written: what has a default may be left out. */
function render(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', override: withoutOddBounds }), null, 2)}\n`;
}

/** That a whole number fits into one of JavaScript's is nothing to tell in an editor. */
function withoutOddBounds({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
