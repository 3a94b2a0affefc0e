import { readFileSync } from 'node:fs';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { describe, expect, test } from 'vitest';
import { processKinds } from '@crm/domain/process/process';
import { processes } from '@crm/domain/processes/registry';

const tasks = ['bpmn:ServiceTask', 'bpmn:UserTask', 'bpmn:ReceiveTask'];

describe.each(processKinds)('the drawing of %s', (kind) => {
  test('is BPMN 2.0 that a modeller opens', async () => {
    const { warnings, xml, elements } = await read(kind);
    expect(warnings).toEqual([]);
    for (const { id } of elements) expect(xml).toContain(`bpmnElement="${id}"`);
  });

  test('has the steps of the process for its tasks', async () => {
    const { elements } = await read(kind);
    const drawn = elements.filter(({ $type }) => tasks.includes($type)).map(({ id }) => id);
    expect(drawn.toSorted()).toEqual([...processes[kind].steps].toSorted());
  });

  test('leads from its beginning to everything in it, and from everything to an end', async () => {
    const { elements } = await read(kind);
    const ways = elements.flatMap(({ sourceRef, targetRef, attachedToRef, id }) => {
      if (attachedToRef) return [{ from: attachedToRef.id, to: id }];
      return sourceRef && targetRef ? [{ from: sourceRef.id, to: targetRef.id }] : [];
    });
    const nodes = elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
    const reached = walk(['begin'], ways);
    const ends = nodes.filter(({ $type }) => $type === 'bpmn:EndEvent').map(({ id }) => id);
    const ending = walk(
      ends,
      ways.map(({ from, to }) => ({ from: to, to: from })),
    );
    const ids = nodes.map(({ id }) => id).toSorted();
    expect([...reached].toSorted()).toEqual(ids);
    expect([...ending].toSorted()).toEqual(ids);
  });
});

async function read(kind: string) {
  const xml = readFileSync(`docs/processes/${kind}.bpmn`, 'utf8');
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  const process = rootElement.rootElements?.find(({ $type }) => $type === 'bpmn:Process');
  const elements: readonly ModdleElement[] = process?.flowElements ?? [];
  return { xml, warnings: warnings.map(({ message }) => message), elements };
}

function walk(from: readonly string[], ways: readonly { from: string; to: string }[]): ReadonlySet<string> {
  const seen = new Set(from);
  for (const id of seen) for (const way of ways) if (way.from === id) seen.add(way.to);
  return seen;
}
