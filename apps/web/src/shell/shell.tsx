import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { rememberSpace, spaceAt } from '../session/spaces.js';
import { useSession } from '../session/site.js';
import { worksIn } from '../session/space.js';
import { Footer } from './footer.js';
import { Header } from './header.js';
import { followSystem } from './theme.js';

followSystem();

/** What is around every page: skip links, header, the page in `main`, footer. Navigation moves the focus to `main`. */
export function Shell(): ReactNode {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  const session = useSession();
  const space = spaceAt(useLocation({ select: ({ pathname }) => pathname }));

  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  useEffect(() => {
    document.body.dataset['esDensity'] = space?.density ?? 'public';
    if (space !== undefined && session !== null && worksIn(session, space)) rememberSpace(space);
  }, [space, session]);

  return (
    <>
      <a className="es-skip" href="#contenu">
        Aller au contenu
      </a>
      <Header />
      <main id="contenu" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </>
  );
}
