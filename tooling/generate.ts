import { writeFileSync } from 'node:fs';
import { generated } from './generated.ts';

for (const [path, render] of Object.entries(generated)) {
  writeFileSync(path, render());
  console.log(`wrote ${path}`);
}
