import { infiniteQueryOptions, type InfiniteData, type QueryKey } from '@tanstack/react-query';

export interface PageOf<Row> {
  items: Row[];
  next: string | null;
}

/** A list of the api, page after page: `useSuspenseInfiniteQuery(keyset(['calls', filter], (after) => ask(api.GET('/api/calls', …))))`. */
export const keyset = <Page extends PageOf<unknown>>(queryKey: QueryKey, read: (after: string | undefined) => Promise<Page>) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page) => last.next ?? undefined,
  });

export const itemsOf = <Row>(data: InfiniteData<PageOf<Row>>): Row[] => data.pages.flatMap(({ items }) => items);
