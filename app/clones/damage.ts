/** Whether a failure comes of a clone that is not whole, in git's own words: what to throw it away for, and what not. */
import { GitError } from '../../shared/io/git.ts';

/** As of git 2.38 and later, in the locale C. */
const SIGNS = [
  /not (in )?a git (repository|directory)/,
  /bad config line/,
  /(unexpected|unterminated) line in .*packed-refs/,
  /(missing|bad) (commit|tree|blob|tag|object)\b/,
  /object file .* is empty/,
  /(loose|packed) object .* is corrupt/,
  /inflate: data stream error/,
  /pack(file)? .* (does not match|cannot be|is far too short|has bad)/,
  /index file .* (is too small|is corrupt|wrong|non-monotonic)|multi-pack-index .*(corrupt|too small|wrong)/,
  /could not read [0-9a-f]{40}/,
  /failed to traverse parents/,
  /unable to (read|find|parse) (tree|commit|[0-9a-f]{40})/,
  /did not send all necessary objects/,
  /broken ref|invalid sha1 pointer/,
  // Of a process that was killed: the clone has one user at a time.
  /\.lock': File exists|could not lock config file/,
  /: Not a directory/,
];

/** The clone is to be thrown away. Not for what the network, the server or the work itself is to blame for. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === 'ENOTDIR' || error.code === 'EEXIST')) return true;
  const own = ownWords(error instanceof GitError ? error.result.stderr : error.message);
  return SIGNS.some(sign => new RegExp(sign.source, 'i').test(own)) || isDamage(error.cause);
}

/** What the server says is about its own repository. */
function ownWords(text: string): string {
  const lines = text.split('\n').filter(line => !/^(remote:|fatal: remote error:|ERROR:)/.test(line.trim()));
  return lines.join('\n');
}
