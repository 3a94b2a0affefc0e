import { foldName } from '@crm/domain/normalize/name';
import { dayOf } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Demo } from './demo.ts';
import type { DemoPipeline, DemoStage, Directory } from './directory.ts';
import { perEuro, regions, type DemoCurrency } from './regions.ts';
import type { StoryAccount } from './story.ts';
import { dealSubjects, lossReasons } from './wording.ts';

const dealCount = 350;
const renewalShare = 0.22;
/** From this age on, in days, a deal is usually decided. */
const decidedAfter = 110;

export interface Deal {
  readonly row: Demo['rows']['crm_opportunities'][number];
  readonly customer: Customer;
  readonly next: NonNullable<StoryAccount['deals']>[number]['next'] | null;
}

/** Deals in all stages of both pipelines, each with its way there on the timeline. */
export function makeDeals(demo: Demo, directory: Directory, customers: readonly Customer[]): Deal[] {
  const deals: Deal[] = [];
  for (const customer of customers) {
    for (const told of customer.story?.deals ?? []) deals.push(tellDeal(demo, directory, customer, told));
    if (customer.fromLead) deals.push(firstDeal(demo, directory, customer));
  }
  const plain = customers.filter(({ story }) => story === null);
  while (deals.length < dealCount) {
    const customer = demo.random.pick(plain);
    deals.push(
      demo.random.chance(renewalShare) ? renewal(demo, directory, customer) : laterDeal(demo, directory, customer),
    );
  }
  settleAccounts(deals);
  return deals;
}

function tellDeal(
  demo: Demo,
  directory: Directory,
  customer: Customer,
  told: NonNullable<StoryAccount['deals']>[number],
): Deal {
  const stage = directory.stages[told.stage];
  const entered = demo.calendar.ago(told.days);
  const created = demo.calendar.ago(told.days + (stage.probability / 20) * demo.random.int(5, 12));
  const plan = { name: told.name, created, entered, amount: told.amount, currency: told.currency ?? ('EUR' as const) };
  return addDeal(demo, customer, directory.newBusiness, stage, { ...plan, next: told.next ?? null });
}

/** What a converted lead became: made in the moment of the conversion. */
function firstDeal(demo: Demo, { newBusiness }: Directory, customer: Customer): Deal {
  return randomDeal(demo, newBusiness, customer, customer.row.createdAt);
}

function laterDeal(demo: Demo, { newBusiness }: Directory, customer: Customer): Deal {
  return randomDeal(demo, newBusiness, customer, demo.calendar.after(customer.row.createdAt, 2, 500));
}

function renewal(demo: Demo, { renewals }: Directory, customer: Customer): Deal {
  return randomDeal(demo, renewals, customer, demo.calendar.after(customer.row.createdAt, 150, 450));
}

function randomDeal(demo: Demo, pipeline: DemoPipeline, customer: Customer, created: Date): Deal {
  const { random, calendar } = demo;
  const age = calendar.daysSince(created);
  const decided = random.chance(age > decidedAfter ? 0.92 : (age / decidedAfter) * 0.45);
  const stage = decided
    ? random.chance(0.58)
      ? pipeline.won
      : pipeline.lost
    : random.pick(pipeline.open.slice(0, Math.max(1, Math.min(pipeline.open.length, Math.ceil(age / 10)))));
  const entered = stage === pipeline.open[0] ? created : calendar.after(created, 8, decidedAfter);
  const currency = random.weighted(regions[customer.region].currencies);
  const amount = Math.round((4_000 * 30 ** random.next() * perEuro[currency]) / 50) * 50;
  const name = pipeline.name === 'Renewals' ? `Licences ${created.getUTCFullYear() + 1}` : random.pick(dealSubjects);
  return addDeal(demo, customer, pipeline, stage, { name, created, entered, amount, currency, next: null });
}

interface DealPlan {
  readonly name: string;
  readonly created: Date;
  readonly entered: Date;
  /** In the major unit. */
  readonly amount: number;
  readonly currency: DemoCurrency;
  readonly next: Deal['next'];
}

function addDeal(demo: Demo, customer: Customer, pipeline: DemoPipeline, stage: DemoStage, plan: DealPlan): Deal {
  const { random, calendar, rows } = demo;
  const early = stage === pipeline.open[0];
  const open = stage.kind === 'open';
  const row = {
    ...demo.record(plan.created, customer.owner),
    ...demo.extension(),
    ...demo.owned(customer.owner),
    updatedAt: plan.entered,
    name: plan.name,
    nameNormalized: foldName(plan.name),
    accountId: customer.row.id,
    primaryContactId: customer.contacts[0]?.id ?? null,
    pipelineId: pipeline.id,
    stageId: stage.id,
    stageEnteredAt: plan.entered,
    // Early on, some have no figure yet.
    amountMinor: early && random.chance(0.15) ? null : plan.amount * 100,
    currency: plan.currency,
    probability: stage.probability,
    expectedCloseDate:
      early && random.chance(0.3) ? null : dayOf(open ? calendar.ahead(random.int(-8, 90)) : plan.entered),
    forecastCategory: forecast(stage),
    status: stage.kind,
    closedAt: open ? null : plan.entered,
    lossReason: stage.kind === 'lost' ? random.pick(lossReasons) : null,
    sourceLeadId: null as string | null,
  };
  rows.crm_opportunities.push(row);
  tellWay(demo, customer, pipeline, stage, row);
  return { row, customer, next: plan.next };
}

function forecast({ kind, probability }: DemoStage): Deal['row']['forecastCategory'] {
  if (kind === 'won') return 'closed';
  if (kind === 'lost') return 'omitted';
  return probability >= 80 ? 'commit' : probability >= 60 ? 'best_case' : 'pipeline';
}

/** The stages that it went through, evenly spread over its time. */
function tellWay(demo: Demo, customer: Customer, pipeline: DemoPipeline, stage: DemoStage, row: Deal['row']): void {
  const subject = { type: 'opportunity', id: row.id } as const;
  demo.tell({ subject, kind: 'created', at: row.createdAt, by: customer.owner });
  const reached = pipeline.open.indexOf(stage);
  const passed = reached >= 0 ? pipeline.open.slice(0, reached + 1) : [...pipeline.open, stage];
  const time = row.stageEnteredAt.getTime() - row.createdAt.getTime();
  for (const [index, to] of passed.entries()) {
    const from = passed[index - 1];
    if (from === undefined) continue;
    demo.tell({
      subject,
      kind: 'stage_moved',
      at: new Date(row.createdAt.getTime() + Math.round((time * index) / (passed.length - 1))),
      by: customer.owner,
      payload: { from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } },
    });
  }
}

/** An account is what its deals made of it. */
function settleAccounts(deals: readonly Deal[]): void {
  const byAccount = Map.groupBy(deals, ({ customer }) => customer);
  for (const [{ row }, own] of byAccount) {
    const states = new Set(own.map((deal) => deal.row.status));
    if (states.has('won')) row.status = 'active';
    else if (!states.has('open')) row.status = own.length > 1 ? 'lost' : 'inactive';
  }
}
