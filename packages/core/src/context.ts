import type { EntityManager } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import type { CustomFieldCatalogue } from './custom-field/catalogue.ts';
import type { DocumentRenderer } from './ports/document-renderer.ts';
import type { EmailCheck } from './ports/email-check.ts';
import type { ProcessGateway } from './ports/process-gateway.ts';

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
  /** Base address of the Temporal web UI, for links; `null` when there is none. */
  readonly temporalUiUrl: string | null;
  /** The definitions of custom fields. */
  readonly customFields: CustomFieldCatalogue;
}
