import { errorCodes } from '@crm/domain/errors';
import { httpStatus } from '../http/status.ts';
import type { Door } from './procedures.ts';

/** The API as a page that needs no script and no other host: what there is, what it takes, what it answers. */
export function renderDocs({ title, prefix, procedures: served }: Door, document: Record<string, unknown>): string {
  const groups = Map.groupBy(served, ({ rest }) => rest.path.split('/')[1] ?? 'other');
  const sections = [...groups].map(([tag, procedures]) => {
    const operations = procedures.map((procedure) => {
      const { method, path, summary } = procedure.rest;
      const details = operationOf(document, `${prefix}${path}`.replace(/:(\w+)/gu, '{$1}'), method.toLowerCase());
      return `<details><summary><code class="verb ${method.toLowerCase()}">${method}</code> <code>${escape(prefix + path)}</code> <span>${escape(summary)}</span></summary>
<p>Permission: <code>${escape(procedure.meta.permission ?? 'anybody signed in')}</code></p>
<pre>${escape(JSON.stringify(details, null, 2))}</pre></details>`;
    });
    return `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>${operations.join('\n')}</section>`;
  });
  const errors = errorCodes.map(
    (code) => `<tr id="error-${code}"><td><code>${code}</code></td><td>${httpStatus[code]}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><link rel="stylesheet" href="/docs/docs.css"></head><body><main>
<h1>${escape(title)}</h1>
<p>Sign in by <code>POST /admin/auth/login</code> with <code>email</code> and <code>password</code>; send the access token as
<code>Authorization: Bearer</code>. The machine's form of this page is <a href="${prefix}/openapi.json">openapi.json</a>.</p>
<ul>
<li><b>Writes</b> carry an <code>Idempotency-Key</code>, new for each. The same key and body give the first answer again, with
<code>Idempotent-Replayed: true</code>, for 48 hours. A write that was refused left nothing behind.</li>
<li><b>Lists</b> give <code>{ items, next_cursor }</code>, 20 rows unless <code>limit</code> says otherwise (at most 200). Send
<code>cursor</code> for the next page. <code>sort=-created_at</code> turns the order. <code>trash=true</code> lists what was deleted.</li>
<li><b>Versions</b>: <code>ETag</code> tells the version; <code>If-Match</code> refuses to write over a newer one (412). PUT needs it.</li>
<li><b>Money</b> is an integer in minor units beside its currency; <b>times</b> are ISO 8601.</li>
</ul>
<nav>${[...groups.keys()].map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')}</nav>
${sections.join('\n')}
<section id="errors"><h2>Errors</h2><p>Every refusal is <code>application/problem+json</code> with a stable <code>code</code> and the <code>request_id</code> to quote; fields are named in <code>errors</code>.</p>
<table><thead><tr><th>code</th><th>status</th></tr></thead><tbody>${errors.join('')}</tbody></table></section>
</main></body></html>`;
}

function operationOf(document: Record<string, unknown>, path: string, method: string): unknown {
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return at(at(at(document, 'paths'), path), method);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

/** Its look, in a file of its own because the policy allows no styles inside a page. */
export const docsStyle = `:root{color-scheme:light dark}body{margin:0;font:14px/1.5 system-ui,sans-serif;background:light-dark(#fff,#191918);color:light-dark(#1b1a18,#efede8)}
main{max-width:960px;margin:0 auto;padding:32px 20px 80px}h1{font-size:26px}h2{font-size:16px;margin:32px 0 8px}nav a{margin-inline-end:12px}a{color:light-dark(#2f47bd,#a3b3fa)}
details{border-block-start:1px solid light-dark(#dfdcd6,#32312e);padding:8px 0}summary{cursor:pointer}summary span{color:light-dark(#52504a,#b9b5ad)}
pre{overflow:auto;max-height:420px;background:light-dark(#faf9f7,#151514);padding:12px;border-radius:8px;font-size:12px}.verb{display:inline-block;min-width:56px;font-weight:600}
table{border-collapse:collapse}td,th{text-align:start;padding:4px 16px 4px 0;border-block-end:1px solid light-dark(#eceae5,#262523)}button{padding:8px 16px;border:0;border-radius:6px;background:light-dark(#2f47bd,#4a63de);color:#fff;font:inherit;font-weight:500;cursor:pointer}`;
