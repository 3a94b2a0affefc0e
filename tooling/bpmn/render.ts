import { layoutProcess } from 'bpmn-auto-layout';
import type { ProcessKind } from '@crm/domain/process/process';
import { processes } from '@crm/domain/processes/registry';
import type { Flow } from './flow.ts';

const tasks = { automatic: 'serviceTask', person: 'userTask', wait: 'receiveTask' } as const;

interface Way {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly answer: string | undefined;
}

/**
 * A process as BPMN 2.0, with a drawing.
 * @throws Error for a way from or to what the flow does not have
 */
export async function renderBpmn(kind: ProcessKind, flow: Flow): Promise<string> {
  const { begins, steps, choices = {}, timers = [], ends } = flow;
  const ways = waysOf(flow);
  const node = (type: string, id: string, name: string, more: { attributes?: string; content?: string } = {}) =>
    [
      `<bpmn:${type} id="${id}" name="${escape(name)}"${more.attributes ?? ''}>`,
      ...ways.filter(({ to }) => to === id).map((way) => `<bpmn:incoming>${way.id}</bpmn:incoming>`),
      ...ways.filter(({ from }) => from === id).map((way) => `<bpmn:outgoing>${way.id}</bpmn:outgoing>`),
      more.content ?? '',
      `</bpmn:${type}>`,
    ].join('');
  const nodes = [
    node('startEvent', 'begin', begins),
    ...Object.entries(steps).map(([id, [how, name]]) => node(tasks[how], id, name)),
    ...Object.entries(choices).map(([id, question]) => node('exclusiveGateway', id, question)),
    ...timers.flatMap(({ on, after, tells }, at) => [
      node('boundaryEvent', `timer_${at}`, after, {
        attributes: ` cancelActivity="false" attachedToRef="${on}"`,
        content: timerAfter(`after_${at}`, after),
      }),
      node('endEvent', `told_${at}`, tells),
    ]),
    ...Object.entries(ends).map(([id, name]) => node('endEvent', id, name)),
    ...ways.map(
      ({ id, from, to, answer }) =>
        `<bpmn:sequenceFlow id="${id}"${answer === undefined ? '' : ` name="${escape(answer)}"`} ` +
        `sourceRef="${from}" targetRef="${to}" />`,
    ),
  ];
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="${kind}-definitions"
  targetNamespace="https://gamix.example/processes">
<bpmn:process id="${kind}" name="${escape(processes[kind].summary)}" isExecutable="false">
${nodes.join('\n')}
</bpmn:process>
</bpmn:definitions>`;
  return `${(await layoutProcess(xml)).trimEnd()}\n`;
}

function waysOf({ steps, choices = {}, timers = [], ends, ways }: Flow): Way[] {
  const ids = ['begin', ...Object.keys(steps), ...Object.keys(choices), ...Object.keys(ends)];
  const unknown = ways.flatMap(([from, to]) => [from, to]).find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new Error(`A way goes by ${unknown}, which the flow does not have.`);
  return [
    ...ways.map(([from, to, answer], at) => ({ id: `way_${at}`, from, to, answer })),
    ...timers.map((_, at) => ({ id: `tell_${at}`, from: `timer_${at}`, to: `told_${at}`, answer: undefined })),
  ];
}

function timerAfter(id: string, after: string): string {
  return (
    `<bpmn:timerEventDefinition id="${id}">` +
    `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${after}</bpmn:timeDuration>` +
    '</bpmn:timerEventDefinition>'
  );
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
