/** The two pages of the making of the App. */
import { type Html, html, prose } from '../../../shared/report/page/html.ts';
import { EVENTS, type Manifest, PERMISSIONS } from '../../manifest.ts';
import type { Page } from '../../page/document.ts';
import type { NewApp } from './credentials-file.ts';

export interface StartPage {
  readonly serverUrl: string;
  readonly manifest: Manifest;
  readonly state: string;
  readonly key: string;
  /** Empty: the App belongs to the person. */
  readonly organization: string;
}

export function startPage({ serverUrl, manifest, state, key, organization }: StartPage): Page {
  const owner = organization === '' ? '' : `organizations/${encodeURIComponent(organization)}/`;
  const action = `${serverUrl}/${owner}settings/apps/new?state=${encodeURIComponent(state)}`;
  const asked = PERMISSIONS.map(
    ({ name, level, reason }) => html`<li>${name}: ${level} – ${prose(reason)}</li>`,
  );
  const heard = EVENTS.map(({ name, reason }) => html`<li>${name} – ${prose(reason)}</li>`);
  return page(
    'Make the App',
    html`<h1>Make the App</h1>
<form method="get" action="/setup">
<input type="hidden" name="key" value="${key}">
<p><label>An organization that it is to belong to; empty: to you
<input name="organization" value="${organization}"></label> <button>Change</button></p>
</form>
<form method="post" action="${action}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<p><button class="button">Make it on GitHub, for ${organization === '' ? 'yourself' : organization}</button></p>
</form>
<h2>What it may do, and why</h2>
<ul>${asked}</ul>
<h2>What it hears of</h2>
<ul>${heard}</ul>`,
  );
}

export function createdPage({ app, file }: { readonly app: NewApp; readonly file: string }): Page {
  return page(
    'The App is made',
    html`<h1>The App is made</h1>
<p>Its credentials are in <code>${file}</code> on the server. Only the owner of that file may read it.</p>
<ol>
<li>Start Braid again: it reads them there.</li>
<li><a href="${app.html_url}/installations/new">Install the App</a> where it is to work.</li>
</ol>`,
  );
}

function page(title: string, main: Html): Page {
  return { title, bar: html`<b>Braid</b>`, main, live: null, script: false };
}
