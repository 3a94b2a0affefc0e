import { crm } from './connect.ts';

// Changes of everything that you may see, until you leave the loop.
const lead = crm.api.lead.create.mutate({ data: { lastName: 'Heard', source: 'example' } });
for await (const { resource, id, kind } of crm.changes()) {
  console.log(resource, id, kind);
  if (resource === 'lead' && id === (await lead).id) break;
}
await crm.signOut();
