import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { regions } from '#domain/directory/region.js';
import { roles } from '#domain/identity/actor.js';
import { addDays, isDay, parisDay, parisMidnight } from '#domain/shared/day.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Choices, Field, Select } from '../../components/field.js';
import { calendarDay } from '../../language/format.js';
import { regionName, roleNames, type Role } from '../../language/words.js';
import { polesQuery, type Person } from './queries.js';

type Where = 'everywhere' | 'call' | 'region' | 'pole';

/** Gives a role: everywhere, or where it is to hold. The sentence before the button says what it will do. */
export function GrantForm({ person, calls }: { person: Person; calls: readonly Schemas['CallSummaryDto'][] }): ReactNode {
  const [role, setRole] = useState<Role | ''>('');
  const [where, setWhere] = useState<Where>('everywhere');
  const [callId, setCallId] = useState('');
  const [regionCode, setRegionCode] = useState('');
  const [poleId, setPoleId] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [today] = useState(() => parisDay(new Date()));
  const [sought, setSought] = useState('');
  const poles = useQuery(polesQuery(sought)).data ?? [];
  const scope = where === 'call' ? { callId } : where === 'region' ? { regionCode } : where === 'pole' ? { poleId } : {};
  const place = where === 'call' ? calls.find(({ id }) => id === callId)?.title : where === 'region' ? (regionCode === '' ? undefined : regionName(regionCode)) : where === 'pole' ? poles.find(({ id }) => id === poleId)?.name : 'partout';
  const isPast = isDay(lastDay) && lastDay < today;
  const until = isDay(lastDay) ? `jusqu’au ${calendarDay(lastDay)} inclus` : 'sans fin prévue';
  const give = useCommand<Role>({
    act: (given) => ask(api.POST('/api/users/{id}/role-grants', { params: { path: { id: person.id } }, body: { role: given, scope, ...(isDay(lastDay) ? { endsAt: parisMidnight(addDays(lastDay, 1)).toISOString() } : {}) } })),
    done: (_, given) => `${person.fullName} a le rôle « ${roleNames[given]} », ${where === 'everywhere' ? 'partout' : `pour ${place ?? ''}`}, ${until}.`,
    refreshes: [['users']],
    onDone: () => setRole(''),
  });
  return (
    <section className="es-panel es-stack" aria-labelledby="donner">
      <h2 id="donner">Donner un rôle</h2>
      <Select label="Rôle" value={role} onChange={({ target }) => setRole(target.value as Role | '')}>
        <option value="">Choisir</option>
        {roles.filter((one) => one !== 'partner').map((one) => (
          <option key={one} value={one}>
            {roleNames[one]}
          </option>
        ))}
      </Select>
      <Choices
        legend="Où il vaut"
        options={[
          { value: 'everywhere', label: 'Partout' },
          { value: 'call', label: 'Pour un appel' },
          { value: 'region', label: 'Pour une région' },
          { value: 'pole', label: 'Pour un pôle' },
        ]}
        value={where}
        onChoose={setWhere}
      />
      {where === 'call' ? (
        <Select label="Appel" value={callId} onChange={({ target }) => setCallId(target.value)}>
          <option value="">Choisir</option>
          {calls.map(({ id, title, code }) => (
            <option key={id} value={id}>
              {title}, {code}
            </option>
          ))}
        </Select>
      ) : null}
      {where === 'region' ? (
        <Select label="Région" value={regionCode} onChange={({ target }) => setRegionCode(target.value)}>
          <option value="">Choisir</option>
          {regions.map(({ code }) => (
            <option key={code} value={code}>
              {regionName(code)}
            </option>
          ))}
        </Select>
      ) : null}
      {where === 'pole' ? (
        <>
          <Field label="Chercher un pôle" hint="Deux lettres de son nom au moins." value={sought} onChange={({ target }) => setSought(target.value)} />
          <Select label="Pôle" value={poleId} onChange={({ target }) => setPoleId(target.value)}>
            <option value="">Choisir</option>
            {poles.map(({ id, name, city }) => (
              <option key={id} value={id}>
                {name}, {city}
              </option>
            ))}
          </Select>
        </>
      ) : null}
      <Field label="Dernier jour" hint="Facultatif. Le rôle se termine de lui-même à la fin de ce jour." type="date" value={lastDay} min={today} error={isPast ? 'Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.' : undefined} onChange={({ target }) => setLastDay(target.value)} />
      {role === '' || place === undefined ? (
        <p className="es-sm es-muted">Choisissez le rôle{place === undefined ? ' et où il vaut' : ''}.</p>
      ) : (
        <p className="es-sm">
          {person.fullName} pourra agir comme « {roleNames[role]} », {where === 'everywhere' ? 'partout' : `pour ${place}`}, dès maintenant et {until}.
        </p>
      )}
      <CommandOutcome command={give} />
      {role === '' || place === undefined || isPast ? null : (
        <CommandButton command={give} input={role}>
          Donner le rôle
        </CommandButton>
      )}
    </section>
  );
}
