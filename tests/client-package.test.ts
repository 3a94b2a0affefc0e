import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '@crm/api/testing/test-api';
import { testPassword } from '@crm/core/testing/company';

const run = promisify(execFile);
const pnpm = ['--yes', 'pnpm@12.21.0'];
const packageDir = join(import.meta.dirname, '../packages/client');
const examples = readdirSync(join(packageDir, 'examples'));

/** The client as others get it: packed, installed in a project that knows nothing of this repository. */
describe('the packed client', () => {
  const project = mkdtempSync(join(tmpdir(), 'crm-client-'));
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
    await run('npx', [...pnpm, 'run', 'build'], { cwd: packageDir });
    const { stdout } = await run('npx', [...pnpm, 'pack', '--json', '--pack-destination', project], {
      cwd: packageDir,
    });
    const tarball = /"filename":\s*"([^"]+)"/u.exec(stdout)?.[1] ?? '';
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../node_modules/typescript/package.json'), 'utf8'),
    );
    const manifest = {
      type: 'module',
      dependencies: { '@crm/client': `file:${tarball}` },
      devDependencies: { typescript: String(version), '@types/node': '24.19.2' },
    };
    writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(project, 'pnpm-workspace.yaml'), 'packages: []\n');
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict, include: ['*.ts'] }));
    await run('npx', [...pnpm, 'install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: project });
    cpSync(join(packageDir, 'examples'), project, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    rmSync(project, { recursive: true, force: true });
  });

  function signedIn(): NodeJS.ProcessEnv {
    const { email } = api.company.users.admin;
    return { ...process.env, CRM_URL: api.url, CRM_EMAIL: email, CRM_PASSWORD: testPassword };
  }

  /** @returns what the compiler says; nothing when all is well */
  async function compile(): Promise<string> {
    return run(join(project, 'node_modules/.bin/tsc'), { cwd: project }).then(
      ({ stdout }) => stdout,
      (error: { stdout?: string }) => String(error.stdout),
    );
  }

  it('has its examples in the README, word for word', () => {
    const readme = readFileSync(join(packageDir, 'README.md'), 'utf8');
    for (const name of examples)
      expect(readme).toContain(readFileSync(join(packageDir, 'examples', name), 'utf8').trim());
  });

  it('compiles them under strict, and refuses what the API does not know', async () => {
    expect(await compile()).toBe('');
    const wrong = "import { crm } from './connect.ts';\nawait crm.api.account.create.mutate({ data: { nam: 'x' } });\n";
    writeFileSync(join(project, 'wrong.ts'), wrong);
    expect(await compile()).toContain("'nam' does not exist");
    rmSync(join(project, 'wrong.ts'));
  }, 60_000);

  it('knows the fields of a workspace once they were generated, and forgets them under their old names', async () => {
    const admin = await api.as(api.company.users.admin);
    const options = ['north', 'south'].map((key) => ({ key, label: { en: key } }));
    const field = { entity: 'account', key: 'region', label: { en: 'Region' }, type: 'choice', options };
    const defined = await admin.call('POST', '/crm/v1/custom_fields', field);
    expect(defined.status, defined.text).toBe(201);
    const generate = () =>
      run(join(project, 'node_modules/.bin/crm-client'), ['generate'], { cwd: project, env: signedIn() });

    expect((await generate()).stdout).toContain('crm-workspace.ts: 1 custom fields');
    writeFileSync(join(project, 'region.ts'), useOf('region'));
    expect(await compile()).toBe('');
    const { stdout } = await run(process.execPath, ['--no-warnings', 'region.ts'], { cwd: project, env: signedIn() });
    expect(stdout).toBe('north 1\n');

    await admin.call('POST', `/crm/v1/custom_fields/${String(defined.body['id'])}/rename`, { key: 'market' });
    await generate();
    expect(await compile()).toMatch(/region\.ts.*'region' does not exist/u);
    writeFileSync(join(project, 'region.ts'), useOf('market'));
    expect(await compile()).toBe('');
  }, 120_000);

  it.each(examples)('runs %s against the real API', async (name) => {
    const options = { cwd: project, env: signedIn(), timeout: 30_000 };
    const { stderr } = await run(process.execPath, ['--no-warnings', name], options);
    expect(stderr).toBe('');
  });
});

/** Uses a field that only this workspace has. */
const useOf = (key: string) => `import { crm } from './connect.ts';
const account = await crm.api.account.create.mutate({ data: { name: 'Typed', custom: { ${key}: 'north' } } });
const region: 'north' | 'south' | null = account.custom.${key};
const { items } = await crm.api.account.list.query({ filter: { custom: { ${key}: ['north'] } } });
console.log(region, items.length);
`;

const strict = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  target: 'es2024',
  module: 'nodenext',
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};
