/** What the end of Claude Code means. A refused key ends with the subtype `success`: only `is_error` and the exit code tell. */
import type { BackendFailure, Exit } from '../../../run/attempts/evidence.ts';
import { LONGEST_RETRY_MS } from '../untrusted-files.ts';
import type { ClaudeResult } from './claude-record.ts';

export interface ClaudeEnd {
  /** Null: it printed none. */
  readonly result: ClaudeResult | null;
  /** Why the service did not answer the last time it was asked, in the program's word; null: it did. */
  readonly error: string | null;
  /** The last pause that the program made before it asked again. */
  readonly retryDelayMs: number | null;
  /** When the subscription's limit is lifted. */
  readonly resetsInMs: number | null;
}

const NOT_LET_IN =
  'Hint: set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN where Braid runs, or log in with `claude`';
/** The pauses of its own before two retries are 0.5 and 1 s, and a quarter more at most: what is longer was named by the service. */
const LONGEST_OWN_PAUSE_MS = 1_500;

export function claudeExit(code: number, end: ClaudeEnd): Exit {
  const { result, error } = end;
  if (result === null) {
    return code === 0 ? failed('crash', 'it ended without a result') : { kind: 'exited', code };
  }
  if (!result.is_error) return { kind: 'exited', code };
  const said = result.result ?? result.errors?.join('; ') ?? `${result.subtype}`;
  if (result.subtype?.startsWith('error_max_')) return failed('limit', said);
  if (result.stop_reason === 'refusal') return failed('refused', said);
  return serviceFailure(error ?? String(result.api_error_status ?? ''), said, end);
}

function serviceFailure(error: string, said: string, end: ClaudeEnd): Exit {
  switch (error) {
    case 'authentication_failed':
    case 'oauth_org_not_allowed':
    case 'account_on_hold':
    case 'verification_required':
    case 'cloud_credential_error':
    case '401':
    case '403':
      return failed('auth', `${said.replace(/[.!]$/, '')}. ${NOT_LET_IN}`);
    case 'rate_limit':
    case 'overloaded':
    case '429':
    case '529':
      return limited(said, end);
    case 'server_error':
      return end.result?.api_error_status === 529 ? limited(said, end) : failed('crash', said);
    case 'billing_error':
    case '402':
      return failed('quota', said);
    case 'invalid_request':
    case 'model_not_found':
    case '400':
    case '404':
    case '413':
      return failed('refused', said);
    case 'max_output_tokens':
      return failed('limit', said);
    default:
      return failed(refusedTools(end) ? 'refused' : 'crash', said);
  }
}

function limited(said: string, { retryDelayMs, resetsInMs }: ClaudeEnd): Exit {
  if (resetsInMs !== null && resetsInMs > LONGEST_RETRY_MS) return failed('quota', said);
  const named = retryDelayMs !== null && retryDelayMs > LONGEST_OWN_PAUSE_MS ? retryDelayMs : null;
  return { kind: 'rate-limited', retryAfterMs: resetsInMs === null ? named : Math.max(0, resetsInMs) };
}

function failed(failure: BackendFailure, message: string): Exit {
  return { kind: 'backend-failed', failure, message };
}

function refusedTools({ result }: ClaudeEnd): boolean {
  return (result?.permission_denials ?? []).length > 0;
}

/** What it was not allowed to do, for the reader; null: nothing. */
export function denials({ permission_denials }: ClaudeResult): string | null {
  const times = new Map<string, number>();
  for (const { tool_name } of permission_denials ?? []) times.set(tool_name, (times.get(tool_name) ?? 0) + 1);
  const each = [...times].map(([tool, count]) => (count === 1 ? tool : `${tool} ×${count}`));
  return each.length === 0 ? null : `permission denied: ${each.join(', ')}`;
}
