/**
 * Reads the text of a workflow file or an action's metadata with GitHub's own parser, into its token tree, in which
 * expressions are checked but not evaluated.
 */
import { isBasicExpression, isMapping, NoOperationTraceWriter } from '@actions/workflow-parser';
import { ACTION_ROOT } from '@actions/workflow-parser/actions/action-constants';
import { getActionSchema } from '@actions/workflow-parser/actions/action-schema';
import { convertWorkflowTemplate, ErrorPolicy } from '@actions/workflow-parser/model/convert';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import {
  type LiteralToken,
  type MappingToken,
  StringToken,
  TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
import { TokenType } from '@actions/workflow-parser/templates/tokens/types';
import { WORKFLOW_ROOT } from '@actions/workflow-parser/workflows/workflow-constants';
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';

export type { MappingToken, TemplateToken };

/** A file of this name, with every problem found in it. `root` is null where there is nothing to work on. */
export interface Template {
  readonly path: string;
  readonly root: MappingToken | null;
  readonly problems: readonly string[];
}

export interface WorkflowTemplate extends Template {
  /** Finds what the schema cannot say: unknown needs, cycles, doubled step ids, bad cron lines. */
  checkMeaning(): Promise<readonly string[]>;
}

/** GitHub's limit: reusable workflows in reusable workflows. */
const DEEPEST_CALL = 10;

export function parseWorkflowText(path: string, text: string): WorkflowTemplate {
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    getWorkflowSchema(),
    new NoOperationTraceWriter(),
  );
  const root = read(context, { path, text, type: WORKFLOW_ROOT });
  const ofSchema = problemsOf(context);
  const checkMeaning = async () => {
    if (root === null) return [];
    await convertWorkflowTemplate(context, root, undefined, {
      errorPolicy: ErrorPolicy.TryConversion,
      maxReusableWorkflowDepth: DEEPEST_CALL,
    });
    return problemsOf(context).slice(ofSchema.length);
  };
  return { path, root, problems: [...ofSchema, ...unknownIn(path, root)], checkMeaning };
}

export function parseActionText(path: string, text: string): Template {
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    getActionSchema(),
    new NoOperationTraceWriter(),
  );
  const root = read(context, { path, text, type: ACTION_ROOT });
  return { path, root, problems: [...problemsOf(context), ...unknownIn(path, root)] };
}

/** `(Line: 3, Col: 7)`, as GitHub writes it. */
export function positionOf(token: TemplateToken): string {
  return `(Line: ${token.line ?? 1}, Col: ${token.col ?? 1})`;
}

export function notKnown(path: string, token: TemplateToken, what: string): string {
  return `${path} ${positionOf(token)}: ${what} is not known to this sandbox`;
}

/**
 * The parser evaluates expressions in a block scalar on its source text, with the indentation of the file and the line ends
 * that `>` folds. Without the source it takes the value, as GitHub does.
 */
class ValueReader extends YamlObjectReader {
  override allowLiteral(): LiteralToken | undefined {
    const token = super.allowLiteral();
    if (!(token instanceof StringToken) || token.range === undefined) return token;
    const { range, file, value } = token;
    if (range.start.line === range.end.line) return token;
    return new StringToken(file, range, value, token.definitionInfo);
  }
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly type: string;
}

function read(context: TemplateContext, { path, text, type }: Source): MappingToken | null {
  const file = context.getFileId(path);
  const reader = new ValueReader(file, text);
  for (const error of reader.errors) context.error(file, error.message, error.range);
  if (reader.errors.length > 0) return null;
  const root: TemplateToken | undefined = readTemplate(context, type, reader, file);
  return root !== undefined && isMapping(root) ? root : null;
}

function problemsOf(context: TemplateContext): readonly string[] {
  return context.errors.getErrors().map(error => error.message);
}

/** What GitHub's expressions know and the sandbox does not. */
function unknownIn(path: string, root: MappingToken | null): readonly string[] {
  if (root === null) return [];
  const problems: string[] = [];
  for (const [, token, key] of TemplateToken.traverse(root)) {
    const at = key ?? token;
    if (token.templateTokenType === TokenType.InsertExpression)
      problems.push(notKnown(path, at, `\${{ insert }}`));
    const text = isBasicExpression(token) ? token.expression : '';
    if (/\bhashFiles\s*\(/i.test(text)) problems.push(notKnown(path, at, 'hashFiles()'));
  }
  return problems;
}
