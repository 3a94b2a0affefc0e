import { costs, limits } from './costs.ts';

/** What somebody needs to know before the first request; what can be asked stands in the schema. */
export function renderGraphqlDocs(schemaPath: string): string {
  const rows = Object.entries(limits).map(
    ([what, limit]) => `<tr><td>${what}</td><td>${limit.toLocaleString('en')}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gamix CRM in GraphQL</title><link rel="stylesheet" href="/docs/docs.css"></head><body><main>
<h1>Gamix CRM in GraphQL</h1>
<p>What can be asked: <a href="${schemaPath}">schema.graphql</a>, or introspection once you are signed in.</p>
<pre>curl /graphql \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -H "Idempotency-Key: $(uuidgen)" \\
  -d '{"query":"mutation ($data: ContactCreateInput!) { contactCreate(data: $data) { id account { name } } }",
       "variables":{"data":{"lastName":"Byron","email":"ada@engines.example"}}}'</pre>
<ul>
<li><b>Requests</b> are sent by POST as JSON, one at a time, with the access token of <a href="/docs">REST</a>.</li>
<li><b>Lists</b> are Relay connections: 20 records unless <code>first</code> says otherwise (at most 200), further ones by
<code>after</code>. Cursors are those of REST. Filters take the keys of REST.</li>
<li><b>Relations</b> give what you may see: a record beyond your reach is <code>null</code>, or not in the page.</li>
<li><b>Mutations</b> need an <code>Idempotency-Key</code>, new for each request. Several in one request run one after the
other, each for itself; sent again under the same key, those that were done give their first answer.</li>
<li><b>Errors</b> carry <code>extensions.code</code> (<code>FORBIDDEN</code>: <a href="/docs#errors">the codes of REST</a> in
capitals), <code>details</code> and the <code>requestId</code> to quote. A field that fails is <code>null</code>; the rest stands.</li>
<li><b>Persisted queries</b>: send <code>extensions.persistedQuery.sha256Hash</code> with the query once, then without it.</li>
<li><b>Custom fields</b> are in <code>custom</code>; <code>customSort: "-custom.region"</code> orders by one.</li>
</ul>
<section id="limits"><h2>Limits</h2><p>Counted before anything is read. A record costs 1, a read ${costs.read}, a mutation
${costs.write}; the cost of a request is in <code>extensions.cost</code> of its answer.</p>
<table><thead><tr><th>what</th><th>limit</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>
</main></body></html>`;
}
