import { hasCode, toCrmError } from '@crm/client';
import { crm } from './connect.ts';

const account = await crm.api.account.create.mutate({ data: { name: 'Example Works', industry: 'Ports' } });

// Sent again with the same key, it gives the same answer and creates nothing.
const context = { idempotencyKey: `import-${account.id}` };
const data = { lastName: 'Moss', accountId: account.id };
const first = await crm.api.contact.create.mutate({ data }, { context });
const again = await crm.api.contact.create.mutate({ data }, { context });
console.log(first.id === again.id);

// Two people change the same version: the second is told so, with what stands there now.
await crm.api.account.update.mutate({ id: account.id, version: account.version, data: { status: 'active' } });
try {
  await crm.api.account.update.mutate({ id: account.id, version: account.version, data: { status: 'inactive' } });
} catch (error) {
  if (!hasCode(error, 'version_conflict')) throw error;
  const { code, status, details, requestId } = toCrmError(error);
  console.log(code, status, Object.keys(details), requestId);
}

await crm.api.account.delete.mutate({ id: account.id });
