/** How a job is called where people see it. */
import { isBasicExpression } from '@actions/workflow-parser';
import { evaluateText, type Scope } from '../expressions/evaluate.ts';
import { isList, isRecord, textOf, type Value, type Values } from '../expressions/value.ts';
import type { Job } from '../syntax/workflow.ts';

const LONGEST = 100;

/** With the matrix's values behind it, unless the name has an expression and so speaks for itself. */
export function jobName(job: Job, scope: Scope, matrix: Values | null): string {
  const given = job.name === null ? '' : evaluateText(job.name, scope);
  const name = given === '' ? job.key : given;
  if (matrix === null || (job.name !== null && isBasicExpression(job.name))) return name;
  const values = leavesOf(matrix);
  const full = values.length === 0 ? name : `${name} (${values.join(', ')})`;
  return full.length > LONGEST ? `${full.slice(0, LONGEST - 3)}...` : full;
}

/** Of a job that is skipped before its matrix is known. */
export function plainName(job: Job): string {
  return job.name === null || isBasicExpression(job.name) ? job.key : job.name.toString();
}

function leavesOf(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(leavesOf);
  if (isRecord(value)) return Object.values(value).flatMap(leavesOf);
  return [textOf(value)];
}
