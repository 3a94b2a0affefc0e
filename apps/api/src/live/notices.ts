import type { CustomFieldCatalogue } from '@crm/core/custom-field/catalogue';
import { listen, type Listener } from '@crm/db/listen';
import type { SignedInCache } from '../auth/signed-in-cache.ts';
import type { LiveChanges } from './live-changes.ts';

interface Hearers {
  readonly live: LiveChanges;
  readonly cache: SignedInCache;
  readonly customFields: CustomFieldCatalogue;
  /** Notifications arrive from now on. */
  onReady?(): void;
}

/** Tells everything that this process keeps in memory what changed in the database, by whichever process. */
export function hearNotices(databaseUrl: string, { live, cache, customFields, onReady }: Hearers): Listener {
  const hear: Readonly<Record<string, (payload: string) => void>> = {
    crm_outbox: (payload) => live.announce(payload),
    crm_actor: (payload) => cache.drop(payload),
    crm_custom_fields: () => customFields.drop(),
  };
  return listen(databaseUrl, {
    channels: Object.keys(hear),
    onNotify: (channel, payload) => hear[channel]?.(payload),
    onState(listening) {
      cache.setListening(listening);
      customFields.setListening(listening);
      if (listening) onReady?.();
    },
  });
}
