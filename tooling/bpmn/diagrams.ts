import { processKinds } from '@crm/domain/process/process';
import { flows } from './flows.ts';
import { renderBpmn } from './render.ts';

/** The drawing of every kind of process, by its path. */
export const diagrams: Readonly<Record<string, () => Promise<string>>> = Object.fromEntries(
  processKinds.map((kind) => [`docs/processes/${kind}.bpmn`, () => renderBpmn(kind, flows[kind])]),
);
