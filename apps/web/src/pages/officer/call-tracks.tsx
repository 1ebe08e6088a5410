import type { ReactNode } from 'react';
import { costOf, costsOf } from '#domain/calls/track.rules.js';
import { toCents } from '#domain/shared/money.js';
import type { Schemas } from '../../client/client.js';
import { Field, Select } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { counted, wholeEuros } from '../../language/format.js';
import { supportNames } from '../../language/words.js';
import { centsOf, trackOf, type CallInput, type InputError, type TrackInput } from './call-input.js';

type Envelope = Schemas['EnvelopeSummaryDto'];

const newTrack = (taken: number): TrackInput => ({ key: `volet-${Date.now().toString(36)}-${taken}`, title: '', support: 'cash', envelopeId: '', min: '', max: '', months: '24', laureates: '', repaid: '', requires: '' });

/** The kinds of support of a call: subsidy, accompaniment, post, loan; each with its envelope, amounts and number. */
export function TrackFields({ tracks, onTracks, envelopes, errors }: { tracks: readonly TrackInput[]; onTracks: (tracks: TrackInput[]) => void; envelopes: readonly Envelope[]; errors: readonly InputError[] }): ReactNode {
  const set = (index: number, one: Partial<TrackInput>): void => onTracks(tracks.map((before, at) => (at === index ? { ...before, ...one } : before)));
  const of = (id: string): { id: string; error: string | undefined } => ({ id, error: errors.find((one) => one.id === id)?.error });
  return (
    <>
      {tracks.map((track, index) => {
        const cost = costOf(trackOf(track));
        const text = (key: 'title' | 'min' | 'max' | 'months' | 'laureates' | 'repaid') => ({ value: track[key], onChange: ({ target }: { target: { value: string } }) => set(index, { [key]: target.value }) });
        return (
          <fieldset key={track.key} className="es-fieldset">
            <legend>Volet {index + 1}</legend>
            <div className="es-fields es-fields--three">
              <Field label="Nom du volet" {...of(`volet-${index}`)} {...text('title')} maxLength={200} />
              <Select label="Aide du volet" id={`aide-${index}`} value={track.support} onChange={({ target }) => set(index, { support: target.value as TrackInput['support'] })}>
                {(Object.entries(supportNames) as [TrackInput['support'], string][]).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Select label="Enveloppe du volet" id={`enveloppe-${index}`} value={track.envelopeId} onChange={({ target }) => set(index, { envelopeId: target.value })}>
                <option value="">Celle de l’appel</option>
                {envelopes.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
              {track.support === 'post' ? null : <Field label="Au moins, en euros" inputMode="decimal" className="fr-input--num" id={`au-moins-${index}`} {...text('min')} />}
              <Field label={track.support === 'post' ? 'Par an et par poste, en euros' : 'Au plus, en euros'} inputMode="decimal" className="fr-input--num" id={`au-plus-${index}`} {...text('max')} />
              <Field label="Durée du volet, en mois" inputMode="numeric" className="fr-input--num" id={`volet-mois-${index}`} {...text('months')} />
              <Field label="Lauréats du volet (facultatif)" inputMode="numeric" className="fr-input--num" {...of(`volet-laureats-${index}`)} {...text('laureates')} />
              {track.support === 'loan' ? <Field label="Remboursé sur, en mois" inputMode="numeric" className="fr-input--num" {...of(`rembourse-${index}`)} {...text('repaid')} /> : null}
              {index === 0 ? null : (
                <Select label="Réservé aux lauréats du volet" id={`volet-requis-${index}`} value={track.requires} onChange={({ target }) => set(index, { requires: target.value })}>
                  <option value="">Aucun</option>
                  {tracks.slice(0, index).map(({ key, title }) => (
                    <option key={key} value={key}>
                      {title}
                    </option>
                  ))}
                </Select>
              )}
            </div>
            <p className="es-sm es-muted es-num">{cost === null || cost === 0 ? 'Coût du volet : inconnu.' : `Coût du volet : ${wholeEuros(cost)} au plus.`}</p>
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onTracks(tracks.flatMap((one, at) => (at === index ? [] : [one.requires === track.key ? { ...one, requires: '' } : one])))}>
              Retirer le volet {index + 1}
            </button>
          </fieldset>
        );
      })}
      <div className="es-row es-gap-t">
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => onTracks([...tracks, newTrack(tracks.length)])}>
          Ajouter un volet
        </button>
      </div>
    </>
  );
}

/** Says where laureates × amount × duration exceed what an envelope may promise; a call without tracks is one of its own terms. */
export function CostWarnings({ input, envelopes }: { input: Pick<CallInput, 'envelopeId' | 'tracks' | 'max' | 'months' | 'laureates'>; envelopes: readonly Envelope[] }): ReactNode {
  const own: TrackInput = { ...newTrack(0), key: 'appel', title: 'L’aide', min: input.max, max: input.max, months: input.months, laureates: input.laureates };
  const tracks = (input.tracks.length === 0 ? [own] : input.tracks).map(trackOf);
  const authorised = new Map(envelopes.map(({ id, aeAuthorisedCents }) => [id, toCents(aeAuthorisedCents)]));
  if (input.envelopeId === '' || (input.tracks.length === 0 && centsOf(input.max) === undefined)) return null;
  return costsOf(tracks, input.envelopeId, authorised)
    .filter(({ missingCents }) => missingCents > 0)
    .map(({ envelopeId, costCents, authorisedCents, missingCents, affordable }) => (
      <Message key={envelopeId} tone="warn">
        <b>L’enveloppe ne suffit pas à ce qui est annoncé.</b> Lauréats, montant et durée multipliés font {wholeEuros(costCents)} ; « {envelopes.find(({ id }) => id === envelopeId)?.title} » autorise {wholeEuros(authorisedCents)}. Il manque {wholeEuros(missingCents)}
        {affordable === null ? '.' : ` : elle paie ${counted(affordable.laureates, 'lauréat')}.`} L’appel peut être enregistré ; aucune attribution ne dépassera l’enveloppe.
      </Message>
    ));
}
