import { Link, useLocation } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import { lastSpace, spaceAt, spacesOf } from '../session/spaces.js';
import { useSession, useSite } from '../session/site.js';
import type { Space } from '../session/space.js';
import { AccountMenu, SpaceLinks } from './account-menu.js';
import { Disclosure } from './disclosure.js';
import { Icon } from './icons.js';
import { Logo } from './logo.js';
import { ThemeChoice } from './theme-choice.js';

interface Entry {
  to: string;
  label: string;
}

const visitorMenu: readonly Entry[] = [
  { to: '/appels', label: 'Appels' },
  { to: '/resultats', label: 'Résultats' },
  { to: '/poles', label: 'Annuaire' },
  { to: '/lettres', label: 'Vérifier une lettre' },
];

/** A menu's link; the home of a space is current on that very page only. */
export const MenuLink = ({ to, label, exact = false, onClick }: Entry & { exact?: boolean; onClick?: () => void }): ReactNode => (
  <Link to={to} activeOptions={{ exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }} {...(onClick === undefined ? {} : { onClick })}>
    {label}
  </Link>
);

function useMenu(): { own: Space[]; space: Space | undefined; entries: readonly Entry[] } {
  const pathname = useLocation({ select: (location) => location.pathname });
  const own = spacesOf(useSession());
  const here = spaceAt(pathname);
  const space = own.find((one) => one === here) ?? own.find(({ key }) => key === lastSpace()) ?? own[0];
  return { own, space, entries: space === undefined ? visitorMenu : [...space.menu, ...(space.key === 'pole' ? visitorMenu.slice(0, 1) : [])] };
}

/** One line: logo, the menu of the space, help, theme, account. Under 62rem the menu is behind a button. */
export function Header(): ReactNode {
  const { officialState } = useSite();
  const { own, space, entries } = useMenu();
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const links = (onClick?: () => void): ReactNode =>
    entries.map(({ to, label }) => <MenuLink key={to} to={to} label={label} exact={to === space?.path} {...(onClick === undefined ? {} : { onClick })} />);
  const close = (): void => setOpen(false);

  return (
    <header className="es-header">
      <div className="es-page es-header__in">
        {officialState ? (
          <p className="fr-logo fr-logo--sm">
            République
            <br />
            Française
          </p>
        ) : null}
        <Link className="es-logo" to="/" aria-label="Essaim, accueil">
          <Logo />
        </Link>
        <nav className="es-nav" aria-label="Navigation principale">
          {links()}
        </nav>
        <div className="es-tools">
          <Link className="es-tool es-wide" to="/aide">
            <Icon name="help" />
            Aide
          </Link>
          <Disclosure className="es-tool es-wide" label={<Icon name="moon" />} name="Affichage : clair, sombre ou système">
            <ThemeChoice />
          </Disclosure>
          <AccountMenu own={own} />
          <button type="button" className="es-tool es-menu" aria-expanded={open} aria-controls={menuId} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'close' : 'menu'} />
            Menu
          </button>
        </div>
      </div>
      <div id={menuId} className="es-page es-drawer" hidden={!open}>
        <nav aria-label="Menu">
          {links(close)}
          <Link to="/aide" onClick={close}>
            Aide
          </Link>
        </nav>
        <SpaceLinks own={own} onClick={close} />
        <ThemeChoice />
      </div>
    </header>
  );
}
