import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { Field, Select, TextArea } from '../../components/field.js';
import { wholeEuros } from '../../language/format.js';
import { instalmentTriggers, instruments } from '../../language/words.js';
import { compositionNames } from './call-facts.js';
import type { CallInput, InputError } from './call-input.js';
import { PhaseFields } from './call-phases.js';
import { ScopeFields } from './call-scope.js';
import { CostWarnings, TrackFields } from './call-tracks.js';
import type { Call } from './queries.js';

/** The fields of a call in preparation, in its groups. */
export function CallFields({ input, change, errors, envelopes, calls, isNew }: { input: CallInput; change: (change: Partial<CallInput>) => void; errors: readonly InputError[]; envelopes: readonly Schemas['EnvelopeSummaryDto'][]; calls: readonly Call[]; isNew: boolean }): ReactNode {
  const of = (id: string): { id: string; error: string | undefined } => ({ id, error: errors.find((one) => one.id === id)?.error });
  const text = (key: 'code' | 'title' | 'authority' | 'prerequisite' | 'min' | 'max' | 'months' | 'laureates') => ({ value: input[key], onChange: (event: { target: { value: string } }) => change({ [key]: event.target.value }) });
  const instalment = (index: number, one: Partial<CallInput['instalments'][number]>): void => change({ instalments: input.instalments.map((before, at) => (at === index ? { ...before, ...one } : before)) });
  return (
    <>
      <section className="es-sec" aria-labelledby="sec-appel">
        <h2 id="sec-appel">L’appel</h2>
        <div className="es-fields">
          <Field label="Titre" {...of('titre')} {...text('title')} maxLength={300} />
          <Field label="Référence" hint={isNew ? 'Par exemple PTCE-2027. Elle ne change plus ensuite.' : 'Elle ne change plus.'} readOnly={!isNew} {...of('code')} {...text('code')} maxLength={24} />
          <Select label="Forme" id="forme" value={input.instrument} onChange={(event) => change({ instrument: event.target.value as CallInput['instrument'] })}>
            {(Object.entries(instruments) as [CallInput['instrument'], string][]).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <TextArea label="Résumé" hint="Une ou deux phrases, lues en premier par les candidats." {...of('resume')} rows={4} maxLength={5_000} value={input.summary} onChange={(event) => change({ summary: event.target.value })} />
          <Field label="Autorité" hint="Qui décide, comme les lettres la nomment." {...of('autorite')} {...text('authority')} maxLength={300} />
          <Field label="Condition préalable (facultatif)" hint="Ce que le pôle doit déjà avoir, par exemple « Lauréat de la phase 1 »." id="prealable" {...text('prerequisite')} maxLength={200} />
          <Select label="Troisième place du décret" id="profil" value={input.compositionProfile} onChange={(event) => change({ compositionProfile: event.target.value as CallInput['compositionProfile'] })}>
            {(Object.entries(compositionNames) as [CallInput['compositionProfile'], string][]).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Select label="Certification par une seconde personne" hint="Le représentant légal du pôle certifie le dossier ; une autre personne le dépose. Ne change plus une fois l’appel publié." id="certification" value={input.certification ? 'oui' : 'non'} onChange={(event) => change({ certification: event.target.value === 'oui' })}>
            <option value="non">Non demandée</option>
            <option value="oui">Demandée</option>
          </Select>
        </div>
      </section>
      <section className="es-sec" aria-labelledby="sec-dates">
        <h2 id="sec-dates">Les dates</h2>
        <p>Heures de Paris. La clôture est la dernière minute où l’on peut déposer.</p>
        <PhaseFields phases={input.phases} onPhases={(phases) => change({ phases })} errors={errors} />
      </section>
      <section className="es-sec" aria-labelledby="sec-aide">
        <h2 id="sec-aide">L’aide</h2>
        <div className="es-fields es-fields--two">
          <Select label="Enveloppe" {...of('enveloppe')} value={input.envelopeId} onChange={(event) => change({ envelopeId: event.target.value })}>
            <option value="">Choisir</option>
            {envelopes.map(({ id, title, aeAuthorisedCents }) => (
              <option key={id} value={id}>
                {title}, {wholeEuros(aeAuthorisedCents)}
              </option>
            ))}
          </Select>
          <Field label="Lauréats attendus" inputMode="numeric" className="fr-input--num" {...of('laureats')} {...text('laureates')} />
          <Field label="Aide au moins, en euros" inputMode="decimal" className="fr-input--num" {...of('minimum')} {...text('min')} />
          <Field label="Aide au plus, en euros" inputMode="decimal" className="fr-input--num" {...of('maximum')} {...text('max')} />
          <Field label="Durée, en mois" inputMode="numeric" className="fr-input--num" {...of('mois')} {...text('months')} />
        </div>
        <div className="es-gap-t" role="status">
          <CostWarnings input={input} envelopes={envelopes} />
        </div>
      </section>
      <section className="es-sec" aria-labelledby="sec-volets">
        <h2 id="sec-volets">Les volets</h2>
        <p>Pour un appel qui donne plusieurs sortes d’aide, ou une autre qu’une subvention. Sans volet, l’aide ci-dessus vaut seule.</p>
        <TrackFields tracks={input.tracks} onTracks={(tracks) => change({ tracks })} envelopes={envelopes} errors={errors} />
      </section>
      <section className="es-sec" aria-labelledby="sec-portee">
        <h2 id="sec-portee">Pour qui et où</h2>
        <ScopeFields input={input} change={change} calls={calls} />
      </section>
      <section className="es-sec" aria-labelledby="sec-versements">
        <h2 id="sec-versements">Les versements</h2>
        <p>Leurs parts font 100 % en tout.</p>
        {input.instalments.map((one, index) => (
          <fieldset key={one.key} className="es-fieldset">
            <legend>Versement {index + 1}</legend>
            <div className="es-fields es-fields--three">
              <Field label="Nom" {...of(`versement-${index}`)} value={one.label} onChange={(event) => instalment(index, { label: event.target.value })} />
              <Field label="Part, en %" inputMode="numeric" className="fr-input--num" {...of(`part-${index}`)} value={one.share} onChange={(event) => instalment(index, { share: event.target.value })} />
              <Select label="Payable" id={`condition-${index}`} value={one.trigger} onChange={(event) => instalment(index, { trigger: event.target.value as typeof one.trigger })}>
                {(Object.entries(instalmentTriggers) as [typeof one.trigger, string][]).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Field label="Sous, en jours" inputMode="numeric" className="fr-input--num" id={`delai-${index}`} value={one.days} onChange={(event) => instalment(index, { days: event.target.value })} />
              <Field label="Années après la décision" inputMode="numeric" className="fr-input--num" id={`annee-${index}`} value={one.year} onChange={(event) => instalment(index, { year: event.target.value })} />
            </div>
          </fieldset>
        ))}
        <div className="es-row es-gap-t">
          <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => change({ instalments: [...input.instalments, { key: `versement-${Date.now().toString(36)}`, label: '', share: '', trigger: 'report-accepted', days: '60', year: '1' }] })}>
            Ajouter un versement
          </button>
          {input.instalments.length < 2 ? null : (
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => change({ instalments: input.instalments.slice(0, -1) })}>
              Retirer le dernier
            </button>
          )}
        </div>
      </section>
    </>
  );
}
