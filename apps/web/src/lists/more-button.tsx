import type { ReactNode } from 'react';

/** The next page of a list: `has` one, it is `loading`, `load` it. */
export interface More {
  has: boolean;
  loading: boolean;
  load: () => unknown;
}

/** The next page of a query by keyset. */
export const moreOf = ({ hasNextPage, isFetchingNextPage, fetchNextPage }: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }): More => ({
  has: hasNextPage,
  loading: isFetchingNextPage,
  load: fetchNextPage,
});

/** Brings the next page of a list, when there is one. */
export const MoreButton = ({ more: { has, loading, load }, look }: { more: More; look: 'secondary' | 'quiet' }): ReactNode =>
  has ? (
    <button type="button" className={look === 'quiet' ? 'fr-btn fr-btn--tertiary-no-outline fr-btn--sm' : 'fr-btn fr-btn--secondary es-gap-t'} aria-disabled={loading} onClick={() => (loading ? undefined : void load())}>
      {loading ? 'Chargement…' : 'Afficher la suite'}
    </button>
  ) : null;
