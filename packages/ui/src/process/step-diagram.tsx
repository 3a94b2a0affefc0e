import type { ReactNode } from 'react';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import classes from './step-diagram.module.css';

/** One step of a process. */
export interface ProcessStep {
  readonly id: string;
  readonly label: string;
  readonly state: GlyphState;
  /** How long, how many tries, after what. */
  readonly note: ReactNode;
}

interface StepDiagramProps {
  readonly label: string;
  /** In order; steps in one inner array run side by side. */
  readonly stages: readonly (readonly ProcessStep[])[];
}

const isBehind = (stage: readonly ProcessStep[]) =>
  stage.every((step) => step.state === 'done' || step.state === 'skipped');

function Node({ step }: { readonly step: ProcessStep }) {
  return (
    <div className={classes.node} data-state={step.state}>
      <StateGlyph state={step.state} />
      <b className={classes.name}>{step.label}</b>
      <span className={classes.note}>{step.note}</span>
    </div>
  );
}

/** The steps of a process in the order they run, coloured by their state. */
export function StepDiagram({ label, stages }: StepDiagramProps) {
  return (
    <ol className={classes.flow} aria-label={label}>
      {stages.map((stage, index) => {
        const previous = stages[index - 1];
        return (
          <li
            key={stage.map((step) => step.id).join(' ')}
            className={classes.stage}
            data-parallel={stage.length > 1 || undefined}
            data-line={previous && (isBehind(previous) ? 'gone' : 'ahead')}
          >
            <div className={classes.nodes}>
              {stage.map((step) => (
                <Node key={step.id} step={step} />
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
