import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMembersInput, campaign } from '@crm/domain/campaign/campaign';
import { undoInput } from '@crm/domain/lead/lead-conversion';
import { leadService } from '../lead/lead.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { campaignService } from './campaign.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const as = <T>(run: Parameters<typeof bench.as<T>>[1]) => bench.as(bench.company.users.marketing, run);

test('a member that converts is a converted member and counts as one; undoing that takes both back', async () => {
  const { id } = await as((ctx) =>
    campaignService.create(ctx, campaign.create.parse({ name: 'Autumn', channel: 'email', utmCampaign: 'autumn' })),
  );
  const lead = await scenes.qualifiedLead({ utmCampaign: 'Autumn' });
  const other = await scenes.lead();
  const members = addMembersInput.parse({ from: 'ids', subjectType: 'lead', ids: [lead, other] });
  await as((ctx) => campaignService.addMembers(ctx, id, members));
  const results = () => as((ctx) => campaignService.results(ctx, id));

  await scenes.convert(lead);
  expect(await results()).toMatchObject({
    members: { targeted: 1, converted: 1, responded: 0 },
    leads: 1,
    converted: 1,
    conversionRate: 1,
  });

  await as((ctx) => campaignService.setStatus(ctx, id, 'active'));
  const { northRep } = bench.company.users;
  await bench.as(northRep, (ctx) => leadService.undoConversion(ctx, lead, undoInput.parse({})));
  expect(await results()).toMatchObject({
    members: { targeted: 1, converted: 0, responded: 1 },
    leads: 1,
    converted: 0,
  });
});
