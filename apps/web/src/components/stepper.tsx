import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StateWord } from '../language/words.js';
import { StateShape } from './state-badge.js';

/** The head of a step: it holds the page's `h1`. */
export const Stepper = ({ title, step, steps, next }: { title: string; step: number; steps: number; next?: string }): ReactNode => (
  <div className="fr-stepper">
    <h1 className="fr-stepper__title es-stepper-title">
      {title}
      <span className="fr-stepper__state">
        Étape {step} sur {steps}
      </span>
    </h1>
    <div className="fr-stepper__steps" data-fr-current-step={step} data-fr-steps={steps} />
    {next === undefined ? null : (
      <p className="fr-stepper__details">
        <b>Étape suivante :</b> {next}
      </p>
    )}
  </div>
);

export interface StepLink {
  key: string;
  title: string;
  /** « Complète », « Il reste deux points ». */
  note?: string;
  shape: StateWord['shape'];
  to: string;
  params?: Record<string, string>;
}

/** The steps of a form, beside it on wide screens. */
export const StepList = ({ steps, current, label }: { steps: readonly StepLink[]; current: string; label: string }): ReactNode => (
  <nav className="es-only-wide" aria-label={label}>
    <ol className="es-steps">
      {steps.map(({ key, title, note, shape, to, params }) => (
        <li key={key}>
          <Link to={to} {...(params === undefined ? {} : { params: params as never })} aria-current={key === current ? 'step' : undefined}>
            <span className={shape === 'tick' ? 'es-ok' : 'es-acc'}>
              <StateShape shape={shape} />
            </span>
            {title}
            {note === undefined ? null : <small>{note}</small>}
          </Link>
        </li>
      ))}
    </ol>
  </nav>
);
