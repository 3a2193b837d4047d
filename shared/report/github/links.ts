/**
 * Addresses on GitHub, as Markdown. A link is made of the site's own address and of encoded names, never of a text that
 * claims to be an address; without a site the same names stand as code.
 */
import type { Sha } from '../../plan/plan.ts';
import { code } from '../markdown.ts';
import { shortSha } from '../units.ts';

/** Where a run is at home. Addresses are made for pages, too, which escape them in their own way. */
export interface Site {
  /** Without a slash at its end: `https://github.com`, or that of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  /** `owner/name` */
  readonly repository: string;
  /** Where a reader finds everything: a workflow run, or the App's page. Null: nowhere. */
  readonly detailsUrl: string | null;
}

/** Git knows a commit by fewer digits too, but a reader compares what git shows. */
const SHORTEST_SHA = 7;

/** Of a workflow run, for `detailsUrl`. */
export function workflowRunUrl(site: Omit<Site, 'detailsUrl'>, runId: number): string {
  return `${home(site)}/actions/runs/${runId}`;
}

export function commitLink(site: Site | null, commit: Sha): string {
  const name = code(shortSha(commit));
  return site === null ? name : link(name, commitUrl(site, commit));
}

export function commitUrl(site: Site, commit: Sha): string {
  return `${home(site)}/commit/${encodeURIComponent(commit)}`;
}

export function branchLink(site: Site | null, branch: string, label: string | null = null): string {
  if (site === null) return label === null ? code(branch) : `${label}: ${code(branch)}`;
  return link(label ?? code(branch), `${home(site)}/tree/${path(branch)}`);
}

/** What a branch adds to the commit it began at. */
export function workLink(
  site: Site | null,
  { base, branch, label }: { readonly base: Sha; readonly branch: string; readonly label: string },
): string {
  if (site === null) return `${label}: ${code(branch)}`;
  return link(label, compareUrl(site, base, branch));
}

export function compareUrl(site: Site, base: Sha, branch: string): string {
  return `${home(site)}/compare/${encodeURIComponent(base)}...${path(branch)}`;
}

export function pullRequestUrl(site: Site, number: number): string {
  return `${home(site)}/pull/${number}`;
}

/** A file as it is in a commit. */
export function fileLink(
  site: Site | null,
  { file, commit, line }: { readonly file: string; readonly commit: string | null; readonly line?: number },
): string {
  const name = code(line === undefined ? file : `${file}:${line}`);
  // A name that leaves the repository has no address there.
  if (site === null || commit === null || !isInside(file)) return name;
  const at = line === undefined ? '' : `#L${line}`;
  // `plain=1` shows lines of Markdown too.
  const raw = line !== undefined && /\.md$/i.test(file) ? '?plain=1' : '';
  return link(name, `${home(site)}/blob/${encodeURIComponent(commit)}/${path(file)}${raw}${at}`);
}

/** A log is a link where it lies on this site, in this repository; anything else is a name. */
export function logLink(site: Site | null, log: string): string {
  return isOnSite(site, log) ? link('log', log) : `log: ${code(log)}`;
}

export function isOnSite(site: Site | null, url: string): boolean {
  return site !== null && url.startsWith(`${home(site)}/`);
}

export function detailsLink(site: Site | null, label = 'details'): string {
  return site?.detailsUrl == null ? '' : link(label, site.detailsUrl);
}

/** Turns the hashes in a sentence into links, of those commits that are known and of no other. */
export function linkCommits(markdown: string, site: Site | null, known: readonly (Sha | null)[]): string {
  if (site === null) return markdown;
  return markdown.replace(/<code>([0-9a-f]+)<\/code>/g, (text, digits: string) => {
    const commit = known.find(
      each => each !== null && digits.length >= SHORTEST_SHA && each.startsWith(digits),
    );
    return commit == null ? text : commitLink(site, commit);
  });
}

/** The label is Markdown already. */
function link(label: string, url: string): string {
  return /^https?:\/\//.test(url) ? `[${label}](${destination(url)})` : label;
}

/** What could end a destination, or begin an entity in it, is percent-encoded. */
function destination(url: string): string {
  return url.replace(/[^A-Za-z0-9\-._~:/?#@!$+,;=%]/gu, character =>
    character === '&' ? '&amp;' : percent(character),
  );
}

export function home({ serverUrl, repository }: Omit<Site, 'detailsUrl'>): string {
  return `${serverUrl.replace(/\/+$/, '')}/${path(repository)}`;
}

function path(name: string): string {
  return name.split('/').map(percent).join('/');
}

function isInside(file: string): boolean {
  return !/^(?:[/\\]|[A-Za-z]:)/.test(file) && !file.split('/').some(part => ['', '.', '..'].includes(part));
}

/** A lone half of a character has no encoding. */
function percent(text: string): string {
  const whole = text.replace(/\p{Cs}/gu, '\ufffd');
  return encodeURIComponent(whole).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
