import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import type { Role } from '@crm/domain/permissions';
import { hash as hashWith } from '@node-rs/argon2';
import type { Ports, ServiceContext } from '../context.ts';
import { CustomFieldCatalogue } from '../custom-field/catalogue.ts';
import { noDocuments } from '../ports/document-renderer.ts';
import { uncheckedEmail } from '../ports/email-check.ts';
import { createWebhookKeys } from '../webhook/webhook-signing.ts';

/** The password of everybody in the test company. */
export const testPassword = 'correct horse battery';

/** Slow by design are passwords of people: a hash says itself what it costs to compare with it. */
const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 } as const;

let passwordHash: Promise<string> | undefined;

export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly teamId: string | null;
}

type Stages = Readonly<Record<'qualified' | 'proposal' | 'won' | 'lost', string>>;

/** A small company for tests: two sales teams, one of them with a team below, a service team, and
 * somebody of each role. */
export interface TestCompany {
  readonly teams: Readonly<Record<'north' | 'northWest' | 'south' | 'service', string>>;
  readonly users: Readonly<
    Record<
      | 'admin'
      | 'northManager'
      | 'northRep'
      | 'northWestRep'
      | 'southManager'
      | 'southRep'
      | 'support'
      | 'marketing'
      | 'executor',
      TestUser
    >
  >;
  readonly pipelineId: string;
  /** `proposal` asks for amount, currency and close date; `lost` for a reason. */
  readonly stages: Stages;
}

/** Fills an empty, migrated database. */
export async function createCompany(em: EntityManager): Promise<TestCompany> {
  passwordHash ??= hashWith(testPassword, cheap);
  const hash = await passwordHash;
  const now = new Date();
  const common = { createdAt: now, updatedAt: now, createdBy: null, updatedBy: null, deletedAt: null, version: 1 };
  const teams = {
    north: randomUUIDv7(),
    northWest: randomUUIDv7(),
    south: randomUUIDv7(),
    service: randomUUIDv7(),
  };
  const user = (name: string, role: Role, teamId: string | null): TestUser => ({
    id: randomUUIDv7(),
    email: `${name}@halden.example`,
    role,
    teamId,
  });
  const users = {
    admin: user('admin', 'admin', null),
    northManager: user('north-manager', 'manager', teams.north),
    northRep: user('north-rep', 'sales_rep', teams.north),
    northWestRep: user('north-west-rep', 'sales_rep', teams.northWest),
    southManager: user('south-manager', 'manager', teams.south),
    southRep: user('south-rep', 'sales_rep', teams.south),
    support: user('support', 'support', teams.service),
    marketing: user('marketing', 'marketing', null),
    executor: user('executor', 'executor', null),
  };
  const pipelineId = randomUUIDv7();
  const stages = { qualified: randomUUIDv7(), proposal: randomUUIDv7(), won: randomUUIDv7(), lost: randomUUIDv7() };

  const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
  await inTransaction(em, session, async (inside) => {
    const db = database(inside);
    await db
      .insertInto('crm_teams')
      .values([
        { ...common, id: teams.north, name: 'North', parentId: null, leadId: null, takesLeads: true },
        { ...common, id: teams.northWest, name: 'North West', parentId: teams.north, leadId: null, takesLeads: false },
        { ...common, id: teams.south, name: 'South', parentId: null, leadId: null, takesLeads: false },
        { ...common, id: teams.service, name: 'Service', parentId: null, leadId: null, takesLeads: false },
      ])
      .execute();
    await db
      .insertInto('crm_users')
      .values(
        Object.values(users).map((person) => ({
          ...common,
          ...person,
          name: person.email.split('@')[0] ?? person.email,
          passwordHash: hash,
          status: 'active' as const,
          locale: 'en' as const,
          timeZone: 'UTC',
          workingHours: null,
          absentUntil: null,
          lastLoginAt: null,
          lastAssignedAt: null,
        })),
      )
      .execute();
    await db
      .insertInto('crm_pipelines')
      .values({ ...common, id: pipelineId, name: 'New business', currency: 'EUR', position: 0, isDefault: true })
      .execute();
    const stage = {
      ...common,
      pipelineId,
      allowedNext: emptyJson(),
      requiredFields: emptyJson(),
      staleAfterDays: null,
    };
    await db
      .insertInto('crm_stages')
      .values([
        { ...stage, id: stages.qualified, name: 'Qualified', kind: 'open', position: 1, probability: 20 },
        {
          ...stage,
          id: stages.proposal,
          name: 'Proposal',
          kind: 'open',
          position: 2,
          probability: 60,
          requiredFields: sql`${JSON.stringify(['amountMinor', 'currency', 'expectedCloseDate'])}::jsonb`,
        },
        { ...stage, id: stages.won, name: 'Won', kind: 'won', position: 3, probability: 100 },
        {
          ...stage,
          id: stages.lost,
          name: 'Lost',
          kind: 'lost',
          position: 4,
          probability: 0,
          requiredFields: sql`${JSON.stringify(['lossReason'])}::jsonb`,
        },
      ])
      .execute();
    await db
      .insertInto('crm_currencies')
      .values(
        currencies.map(([code, decimals]) => ({
          ...common,
          id: randomUUIDv7(),
          code,
          name: code,
          decimals,
          active: true,
          isBase: code === 'EUR',
        })),
      )
      .execute();
    await db
      .insertInto('crm_forms')
      .values({
        ...common,
        id: randomUUIDv7(),
        key: 'website',
        name: 'Website',
        source: 'web',
        enabled: true,
        consentRequired: true,
      })
      .execute();
  });
  return { teams, users, pipelineId, stages };
}

/** With 2, 0 and 3 decimals; the first is the base. */
const currencies = [
  ['EUR', 2],
  ['USD', 2],
  ['RUB', 2],
  ['JPY', 0],
  ['KWD', 3],
] as const;

function emptyJson() {
  return sql<never>`'[]'::jsonb`;
}

/** Ports that reach nothing: mail domains are not looked up and no workflow server is asked. */
export const testPorts: Ports = {
  emailCheck: uncheckedEmail,
  documents: noDocuments,
  offerLinks: null,
  ruleHooks: null,
  webhookKeys: createWebhookKeys('a secret of webhooks for tests alone'),
  allowedHosts: [],
  processes: { decide: () => Promise.reject(new Error('This test asked a workflow server that it has not.')) },
  trace: () => null,
  workerVersions: () => Promise.resolve([]),
  temporalUiUrl: null,
  pushKey: null,
  customFields: new CustomFieldCatalogue(),
};

/** The actor that a test user is when signed in. */
export function actorOf(company: TestCompany, user: TestUser): Actor {
  const below = user.teamId === company.teams.north ? [company.teams.northWest] : [];
  return {
    kind: 'user',
    id: user.id,
    role: user.role,
    teamId: user.teamId,
    teamIds: user.teamId === null ? [] : [user.teamId, ...below],
    tokenScopes: null,
    featuresOff: new Set(),
  };
}

/** Calls services as somebody, in a transaction of its own, as the API does. */
export function actAs<T>(
  em: EntityManager,
  company: TestCompany,
  user: TestUser,
  run: (ctx: ServiceContext) => Promise<T>,
  ports: Ports = testPorts,
): Promise<T> {
  const actor = actorOf(company, user);
  const session = { actorKind: actor.kind, actorId: actor.id, requestId: 'test-request', processId: null };
  return inTransaction(em, session, (inside) =>
    run({ actor, em: inside, requestId: 'test-request', now: new Date(), ports }),
  );
}
