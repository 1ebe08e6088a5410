import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { problemOf } from '../client/refusal.js';
import { EmptyState } from '../components/empty-state.js';
import { sentenceOf } from '../language/problems.js';
import { Title } from './page.js';

/** A page that could not be read: refused, absent, or a failure of the network or ours. Each says what to do. */
export function BrokenPage({ error }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const problem = problemOf(error);
  const title = problem.status === 404 ? 'Cette page n’existe pas ou ne vous est pas ouverte' : problem.status === 403 ? 'Cette page ne vous est pas ouverte' : 'Cette page ne répond pas';
  return (
    <div className="es-page es-head">
      <Title>{title}</Title>
      <EmptyState dots="broken" title={title} level={1} text={sentenceOf(problem)}>
        {problem.status === 403 || problem.status === 404 ? (
          <a className="fr-btn fr-btn--secondary" href="/">
            Revenir à l’accueil
          </a>
        ) : (
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => void router.invalidate()}>
            Réessayer maintenant
          </button>
        )}
      </EmptyState>
    </div>
  );
}
