import { leadScenes } from './replay-scenes/lead-scenes.ts';
import { salesScenes } from './replay-scenes/sales-scenes.ts';
import type { Scene } from './replay-scenes/scene.ts';
import { workScenes } from './replay-scenes/work-scenes.ts';

/** Every path that the workflows can take. Each is recorded once and replayed for ever. */
export const scenes: Readonly<Record<string, Scene>> = { ...leadScenes, ...salesScenes, ...workScenes };
