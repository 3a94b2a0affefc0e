import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kbArticle } from '@crm/domain/knowledge/article';
import type { TestUser } from '../testing/company.ts';
import { SupportScenes } from '../testing/support-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { kbArticleService } from './article.service.ts';
import { articlesWith, suggestArticles } from './suggest-articles.ts';

let bench: Workbench;
let scenes: SupportScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = await SupportScenes.open(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const writer = () => bench.company.users.support;
const reader = () => bench.company.users.northRep;
const read = (id: string, by: TestUser) => bench.as(by, (ctx) => kbArticleService.get(ctx, id));
const edit = (id: string, data: object) =>
  bench.as(writer(), (ctx) => kbArticleService.update(ctx, id, kbArticle.update.parse(data)));
const publish = (id: string) => bench.as(writer(), (ctx) => kbArticleService.publish(ctx, id));
const find = (q: string, by: TestUser) =>
  bench.as(by, async (ctx) => (await kbArticleService.list(ctx, { filter: { q } })).items.map(({ title }) => title));

test('readers see nothing of a draft, and what was published while it is edited', async () => {
  const { id } = await scenes.article({ title: 'Calibration', body: 'Once a year.' });
  await expect(read(id, reader())).rejects.toMatchObject({ code: 'not_found' });
  expect(await find('calibration', reader())).toEqual([]);
  expect(await find('calibration', writer())).toEqual(['Calibration']);

  expect(await publish(id)).toMatchObject({ status: 'published', hasChanges: false, published: { number: 1 } });
  await edit(id, { title: 'Calibration, twice', body: 'Twice a year.' });
  expect(await read(id, reader())).toMatchObject({ title: 'Calibration', body: 'Once a year.', hasChanges: false });
  expect(await read(id, writer())).toMatchObject({ title: 'Calibration, twice', hasChanges: true });
  expect(await find('twice', reader())).toEqual([]);
  expect(await find('year', reader())).toEqual(['Calibration']);

  await publish(id);
  expect(await read(id, reader())).toMatchObject({ title: 'Calibration, twice', published: { number: 2 } });
  expect(await find('once', reader())).toEqual([]);
  const count = await bench.as(reader(), (ctx) => kbArticleService.count(ctx, { q: 'twice' }));
  expect(count.count).toBe(1);
  expect((await bench.as(reader(), (ctx) => kbArticleService.getMany(ctx, [id]))).length).toBe(1);
});

test('archived it is gone for readers, and published again it is back', async () => {
  const { id } = await scenes.published({ title: 'Old gateways' });
  await bench.as(writer(), (ctx) => kbArticleService.archive(ctx, id));
  await expect(read(id, reader())).rejects.toMatchObject({ code: 'not_found' });
  expect(await publish(id)).toMatchObject({ status: 'published', published: { number: 1 } });
  await read(id, reader());
});

test('every text that was published is kept once, and can become the draft again', async () => {
  const { id } = await scenes.article({ title: 'Alarms', body: 'First' });
  await publish(id);
  await publish(id);
  for (const body of ['Second', 'Third']) {
    await edit(id, { body });
    await publish(id);
  }
  const versions = await bench.as(writer(), (ctx) => kbArticleService.versions(ctx, id, { limit: 2 }));
  expect(versions.items.map(({ number, body }) => [number, body])).toEqual([
    [3, 'Third'],
    [2, 'Second'],
  ]);
  const { nextCursor } = versions;
  const rest = await bench.as(writer(), (ctx) =>
    kbArticleService.versions(ctx, id, { limit: 2, cursor: nextCursor ?? '' }),
  );
  expect(rest.items).toMatchObject([{ number: 1, body: 'First', publishedBy: { name: 'support' } }]);

  const restored = await bench.as(writer(), (ctx) => kbArticleService.restoreVersion(ctx, id, { number: 1 }));
  expect(restored).toMatchObject({ body: 'First', hasChanges: true, published: { number: 3, body: 'Third' } });
  const unknown = bench.as(writer(), (ctx) => kbArticleService.restoreVersion(ctx, id, { number: 9 }));
  await expect(unknown).rejects.toMatchObject({ code: 'validation_failed' });
  const hidden = bench.as(reader(), (ctx) => kbArticleService.versions(ctx, id, {}));
  await expect(hidden).rejects.toMatchObject({ code: 'forbidden' });
});

test('an article has one address and one translation per language', async () => {
  const first = await scenes.article({ title: 'Door sensors' });
  expect(first).toMatchObject({ slug: 'door-sensors', translationGroupId: first.id });
  const same = { code: 'duplicate', details: { field: 'slug', existing: { id: first.id } } };
  await expect(scenes.article({ title: 'Door  sensors!' })).rejects.toMatchObject(same);
  const russian = await scenes.article({ title: 'Датчики дверей', language: 'ru', translationOf: first.id });
  expect(russian).toMatchObject({ slug: 'датчики-двереи', translationGroupId: first.id });
  const again = scenes.article({ title: 'Двери', language: 'ru', translationOf: russian.id });
  await expect(again).rejects.toMatchObject({ code: 'duplicate', details: { field: 'language' } });
  const nowhere = scenes.article({ title: 'Doors', translationOf: scenes.categoryId });
  await expect(nowhere).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(edit(russian.id, { categoryId: first.id })).rejects.toMatchObject({ code: 'validation_failed' });

  await bench.as(writer(), (ctx) => kbArticleService.delete(ctx, first.id));
  await scenes.article({ title: 'Door sensors' });
  const back = bench.as(writer(), (ctx) => kbArticleService.restore(ctx, first.id));
  await expect(back).rejects.toMatchObject({ code: 'duplicate' });
});

test('a ticket is offered published articles in its language, those with its words in the title first', async () => {
  const { categoryId } = scenes;
  const inTitle = await scenes.published({ title: 'Humidity probes drift', body: 'See below.' });
  const inText = await scenes.published({ title: 'Yearly service', body: 'A humidity probe drifts by one per cent.' });
  const ofCategory = await scenes.published({ title: 'Rooms', body: 'Humidity of rooms, and each probe.', categoryId });
  await scenes.article({ title: 'Humidity probes, a draft' });
  await scenes.published({ title: 'Датчики влажности', body: 'Humidity probes', language: 'ru' });
  const suggest = async (data: object) => {
    const { id } = await scenes.ticket({ subject: 'Our humidity probe drifts', language: 'en', ...data });
    return bench.as(writer(), (ctx) => suggestArticles(ctx, id));
  };
  const any = await suggest({ categoryId: null });
  expect(any.map(({ id }) => id)).toEqual([inTitle.id, inText.id, ofCategory.id]);
  expect(any[0]).toMatchObject({ title: 'Humidity probes drift', wordsInTitle: 3, wordsInText: 3 });
  // Its own category counts like two words of text.
  expect((await suggest({ categoryId })).map(({ id }) => id)).toEqual([inTitle.id, ofCategory.id, inText.id]);
  const russian = await suggest({ subject: 'Врёт датчик влажности', language: 'ru' });
  expect(russian.map(({ title }) => title)).toEqual(['Датчики влажности']);
  expect(await suggest({ subject: '!!! ??' })).toEqual([]);
});

test('among thousands of articles suggestions find their words by the trigram index', async () => {
  await bench.query(`
    insert into crm_core.crm_kb_articles (id, created_at, updated_at, slug, title, body, language, translation_group_id,
      status, published_number, name_normalized, search_text)
    select id, now(), now(), 'filler-' || n, 'Filler', 'Filler', 'en', id, 'published', 1, 'filler ' || md5(n::text),
      'filler ' || md5(n::text) || ' ' || md5((n + 1)::text)
    from (select gen_random_uuid() as id, n from generate_series(1, 5000) as n) as fillers`);
  await bench.query('analyze crm_core.crm_kb_articles');
  const statement = articlesWith(['humidi', 'drif'], { language: 'en', categoryId: null });
  const { rows } = await sql<Record<string, string>>`explain ${statement}`.execute(bench.db());
  const plan = rows.map((line) => Object.values(line)[0]).join('\n');
  expect(plan.match(/Bitmap Index Scan on crm_kb_articles_search_text/gu)).toHaveLength(2);
});
