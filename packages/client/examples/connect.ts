import { createCrmClient } from '@crm/client';

/** Signs in once and renews its token by itself. With `{ apiKey }` or `{ token }` there is nothing to renew. */
export const crm = createCrmClient({
  url: process.env['CRM_URL'] ?? 'http://127.0.0.1:3000',
  credentials: {
    email: process.env['CRM_EMAIL'] ?? 'admin@halden.example',
    password: process.env['CRM_PASSWORD'] ?? 'admin-cold-chain-1',
  },
});
