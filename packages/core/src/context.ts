import type { EntityManager } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import type { WorkerVersion } from '@crm/domain/process/worker-version';
import type { CustomFieldCatalogue } from './custom-field/catalogue.ts';
import type { DocumentRenderer } from './ports/document-renderer.ts';
import type { OfferLinks } from './quote/offer-links.ts';
import type { EmailCheck } from './ports/email-check.ts';
import type { WebhookKeys } from './webhook/webhook-signing.ts';
import type { ProcessGateway } from './ports/process-gateway.ts';
import type { RuleHookLinks } from './workflow/rule-hook-links.ts';

/**
 * What a service call works with. Made per request (or per activity of a process) by the application that calls, with
 * an entity manager of its own; for a write that entity manager is inside a transaction whose session names the actor,
 * so that the audit trigger knows who it was.
 */
export interface ServiceContext {
  readonly actor: Actor;
  readonly em: EntityManager;
  /** Joins logs, audit rows and error answers. */
  readonly requestId: string | null;
  /** The wall clock, except in a process under time skipping, which hands in its own. */
  readonly now: Date;
  readonly ports: Ports;
}

export interface Ports {
  readonly emailCheck: EmailCheck;
  readonly documents: DocumentRenderer;
  readonly processes: ProcessGateway;
  /** Which versions of the workers' code there are, and how many runs each has yet to end. */
  readonly workerVersions: () => Promise<readonly WorkerVersion[]>;
  /** Signs and reads the links on which customers answer offers; `null` where none is sent. */
  readonly offerLinks: OfferLinks | null;
  /** Signs and reads the addresses at which other systems start rules; `null` where none are heard. */
  readonly ruleHooks: RuleHookLinks | null;
  /** Makes the secrets that webhooks are signed with; `null` where none is sent. */
  readonly webhookKeys: WebhookKeys | null;
  /** Names and addresses of internal hosts that webhooks may go to all the same. */
  readonly allowedHosts: readonly string[];
  /** Base address of the Temporal web UI, for links; `null` when there is none. */
  readonly temporalUiUrl: string | null;
  /** What a browser needs to subscribe to pushes; `null` where nothing can be pushed. */
  readonly pushKey: string | null;
  /** The trace of what is at work (W3C `traceparent`), for what is done about it later; `null` where none is kept. */
  readonly trace: () => string | null;
  /** The definitions of custom fields. */
  readonly customFields: CustomFieldCatalogue;
}
