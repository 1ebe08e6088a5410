import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../client/client.js';
import { list } from '../language/format.js';
import { roleNames } from '../language/words.js';
import { siteQuery, useSession } from '../session/site.js';
import type { Space } from '../session/space.js';
import { Disclosure } from './disclosure.js';
import { Icon } from './icons.js';

/** The switch between spaces, for those who work in several. */
export const SpaceLinks = ({ own, onClick }: { own: readonly Space[]; onClick?: () => void }): ReactNode =>
  own.length < 2 ? null : (
    <nav className="es-spaces" aria-label="Changer d’espace">
      {own.map(({ key, path, title }) => (
        <Link key={key} to={path} activeProps={{ 'aria-current': 'true' }} {...(onClick === undefined ? {} : { onClick })}>
          {title}
        </Link>
      ))}
    </nav>
  );

/** Sign-in for visitors; for others who they are, their spaces and the way out. */
export function AccountMenu({ own }: { own: readonly Space[] }): ReactNode {
  const session = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => ask(api.DELETE('/api/session')),
    onSettled: async () => {
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== siteQuery.queryKey[0] });
      await navigate({ to: '/' });
      await queryClient.invalidateQueries(siteQuery);
    },
  });

  if (session === null) {
    return (
      <Link className="es-tool" to="/connexion">
        <Icon name="person" />
        <span className="es-lbl">Se connecter</span>
      </Link>
    );
  }
  const roles = [...new Set(session.grants.map(({ role }) => roleNames[role]))];
  return (
    <Disclosure
      className="es-tool"
      label={
        <>
          <Icon name="person" />
          <span className="es-account">{session.fullName}</span>
        </>
      }
    >
      <p className="es-account__who">
        <b>{session.fullName}</b>
        <small>{session.email}</small>
        {roles.length === 0 ? null : <small>Vous êtes {list(roles)}.</small>}
      </p>
      <SpaceLinks own={own} />
      <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" disabled={leave.isPending} onClick={() => leave.mutate()}>
        Se déconnecter
      </button>
    </Disclosure>
  );
}
