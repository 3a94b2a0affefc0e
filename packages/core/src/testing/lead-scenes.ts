import { account } from '@crm/domain/account/account';
import { activity } from '@crm/domain/activity/activity';
import { contact } from '@crm/domain/contact/contact';
import { lead } from '@crm/domain/lead/lead';
import { convertInput } from '@crm/domain/lead/lead-conversion';
import type { ConversionResult, SettledMatch } from '@crm/domain/processes/lead-conversion';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import { matchLead } from '../lead/lead-conversion-steps.ts';
import { convertNow } from '../lead/lead-conversion-write.ts';
import { leadService } from '../lead/lead.service.ts';
import type { Workbench } from './workbench.ts';

type Values = Readonly<Record<string, unknown>>;

/** Leads of one sales rep on their way to a deal, for tests. Everybody has a company and an address of their own. */
export class LeadScenes {
  readonly #bench: Workbench;
  #count = 0;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Somebody whom nobody knows. */
  somebody(): { firstName: string; lastName: string; company: string; email: string } {
    this.#count += 1;
    const number = this.#count;
    return { firstName: 'Ada', lastName: 'Byron', company: `Engines ${number}`, email: `ada@mail${number}.example` };
  }

  /** A new lead of the northern rep. */
  async lead(data: Values = {}): Promise<string> {
    const { northRep } = this.#bench.company.users;
    const input = lead.create.parse({ ...this.somebody(), ...data });
    return (await this.#bench.as(northRep, (ctx) => leadService.create(ctx, input))).id;
  }

  async qualifiedLead(data: Values = {}): Promise<string> {
    const id = await this.lead(data);
    const verdict = { outcome: 'qualified', reason: null } as const;
    await this.#bench.as(this.#bench.company.users.northRep, (ctx) => leadService.qualify(ctx, id, verdict));
    return id;
  }

  /** Orders the conversion. @returns the process */
  async start(leadId: string, input: Values = {}): Promise<string> {
    const { northRep } = this.#bench.company.users;
    const process = await this.#bench.as(northRep, (ctx) =>
      leadService.convert(ctx, leadId, convertInput.parse(input)),
    );
    return process.id;
  }

  /** Does the first step by hand, and gives what follows from it without a person. */
  async settle(processId: string): Promise<SettledMatch> {
    const match = await this.#bench.step(processId, 'match', matchLead);
    const contact = match?.found.contacts[0];
    const account = match?.found.accounts[0];
    return { accountId: contact?.accountId ?? account?.id ?? null, contactId: contact?.id ?? null, chosenBy: null };
  }

  /** A whole conversion, its steps done by hand. */
  async convert(leadId: string): Promise<{ result: ConversionResult; processId: string; settled: SettledMatch }> {
    const processId = await this.start(leadId);
    const settled = await this.settle(processId);
    const outcome = await this.#bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled));
    if (outcome?.kind !== 'converted') throw new Error(`The conversion ended as ${JSON.stringify(outcome)}.`);
    return { result: outcome.result, processId, settled };
  }

  /** Two accounts that a company's name fits. */
  async twofold(): Promise<{ company: string; accounts: [string, string] }> {
    const { company } = this.somebody();
    return {
      company,
      accounts: [await this.account({ name: company }), await this.account({ name: `${company} LLC` })],
    };
  }

  /** A conversion that has found two accounts, and asks nobody yet. */
  async ambiguous(): Promise<{ processId: string; leadId: string; accounts: [string, string] }> {
    const { accounts, company } = await this.twofold();
    const leadId = await this.qualifiedLead({ company });
    const processId = await this.start(leadId);
    await this.#bench.step(processId, 'match', matchLead);
    return { processId, leadId, accounts };
  }

  async account(data: Values): Promise<string> {
    const input = account.create.parse({ confirmDuplicate: true, ...data });
    return (await this.#bench.as(this.#bench.company.users.admin, (ctx) => accountService.create(ctx, input))).id;
  }

  async contact(data: Values): Promise<string> {
    const input = contact.create.parse({ lastName: 'Byron', confirmDuplicate: true, ...data });
    return (await this.#bench.as(this.#bench.company.users.admin, (ctx) => contactService.create(ctx, input))).id;
  }

  /** A call about a record, to be made, unless told otherwise. */
  async activity(data: Values): Promise<string> {
    const input = activity.create.parse({ type: 'call', subject: 'Call', ...data });
    return (await this.#bench.as(this.#bench.company.users.northRep, (ctx) => activityService.create(ctx, input))).id;
  }
}
