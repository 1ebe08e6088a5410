import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './client/queries.js';
import { Refusal } from './client/refusal.js';
import { makeRouter } from './router.js';
import './style/index.js';

const queryClient = makeQueryClient();

const root = createRoot(document.getElementById('app')!, {
  // A refusal is told on the page; what is none is a defect.
  onCaughtError: (error) => {
    if (!(error instanceof Refusal)) console.error(error);
  },
});
root.render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={makeRouter(queryClient)} />
    </QueryClientProvider>
  </StrictMode>,
);
