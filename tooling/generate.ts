import { writeFileSync } from 'node:fs';
import { lists } from './lists.ts';

await write(lists);
// Imported late: what it renders is made of the lists.
await write((await import('./generated.ts')).generated);

async function write(files: Readonly<Record<string, () => string | Promise<string>>>): Promise<void> {
  for (const [path, render] of Object.entries(files)) {
    writeFileSync(path, await render());
    console.log(`wrote ${path}`);
  }
}
