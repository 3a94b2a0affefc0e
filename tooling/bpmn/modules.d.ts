// Neither package brings types of what is used of it here.
declare module 'bpmn-auto-layout' {
  /** @returns the same document with a diagram */
  export function layoutProcess(xml: string): Promise<string>;
}

declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string;
    readonly id: string;
    readonly name?: string;
    readonly rootElements?: readonly ModdleElement[];
    readonly flowElements?: readonly ModdleElement[];
    readonly sourceRef?: ModdleElement;
    readonly targetRef?: ModdleElement;
    readonly attachedToRef?: ModdleElement;
  }
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly { message: string }[] }>;
  }
}
