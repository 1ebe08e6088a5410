import type { Condition } from '#domain/applications/eligibility.rules.js';
import type { Block, Run } from '#domain/shared/document.js';
import type { LetterFacts } from './letter.js';
import { dossier, heading, list, paragraph, quoted, reasons, salutation } from './letter-phrases.js';

/** What each condition of décret 2015-431 art. 3 wants, and what was found when it is not met. */
const phrases: Record<Exclude<Condition['key'], 'composition' | 'prerequisite'>, { wanted: string; found: string }> = {
  'private-law': {
    wanted: 'le pôle candidat doit être une personne morale de droit privé',
    found: 'la personne qui a déposé le dossier n’en est pas une',
  },
  innovation: {
    wanted: 'la stratégie du pôle doit être au service d’un projet socialement ou technologiquement innovant',
    found: 'le dossier n’établit pas ce caractère innovant',
  },
  territory: {
    wanted: 'le projet doit délimiter son territoire d’activité et tendre à un développement local durable',
    found: 'le dossier ne l’établit pas',
  },
  specification: {
    wanted: 'le projet doit être conforme au cahier des charges de l’appel',
    found: 'il ne l’est pas',
  },
  'not-already-funded': {
    wanted: 'le projet ne doit pas avoir déjà été soutenu par l’État à la suite d’un précédent appel consacré aux pôles territoriaux de coopération économique',
    found: 'il l’a déjà été',
  },
};

const composition =
  'le pôle doit réunir au moins trois personnes morales, dont au moins une entreprise de l’économie sociale et solidaire, au moins une entreprise qui n’en relève pas ou un groupement composé en majorité de telles entreprises, et au moins une autre personne mentionnée à l’article 9 de la loi du 31 juillet 2014';

/** In the order in which they read well. */
const compositionFaults: Readonly<Record<string, string>> = {
  'eligibility.fewer-than-three-legal-persons': 'il compte moins de trois personnes morales distinctes',
  'eligibility.same-siren-twice': 'plusieurs de ses membres portent un même numéro SIREN et ne comptent que pour une seule personne',
  'eligibility.not-a-legal-person': 'un de ses membres au moins n’a pas la qualité de personne morale et ne peut être compté',
  'eligibility.no-ess-enterprise': 'il ne comprend pas d’entreprise de l’économie sociale et solidaire',
  'eligibility.no-non-ess-enterprise': 'il ne comprend ni entreprise hors de l’économie sociale et solidaire, ni groupement composé en majorité de telles entreprises',
  'eligibility.no-other-person': 'il ne comprend pas d’autre personne mentionnée par cette loi',
  'eligibility.no-distinct-representatives': 'ces trois qualités n’y sont pas réunies par trois personnes différentes',
};

const joined = (parts: readonly string[]): string => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)!}`);

const prerequisiteFault = ({ reasons: codes }: Condition): string =>
  codes.includes('eligibility.prerequisite-not-declared')
    ? 'le pôle n’a pas déclaré l’avoir été'
    : 'cette qualité, vérifiée par le service instructeur, n’a pas été établie';

function told(condition: Condition): { label: string; sentence: string } {
  const { key, number } = condition;
  if (key === 'prerequisite') {
    const sentence = `le pôle doit avoir été lauréat de la phase précédente, comme l’exige le cahier des charges de l’appel ; or ${prerequisiteFault(condition)}`;
    return { label: 'Condition propre à l’appel', sentence };
  }
  const source = `(décret n° 2015-431 du 15 avril 2015, art. 3, ${number}°)`;
  const label = `Condition ${number}`;
  if (key !== 'composition') return { label, sentence: `${phrases[key].wanted} ${source} ; or ${phrases[key].found}` };
  const faults = Object.entries(compositionFaults).filter(([code]) => condition.reasons.includes(code)).map(([, fault]) => fault);
  return { label, sentence: `${composition} ${source} ; or ${faults.length === 0 ? 'il ne répond pas à cette condition' : joined(faults)}` };
}

function item(condition: Condition): Run[] {
  const { label, sentence } = told(condition);
  const note = condition.note === null || condition.note.trim() === '' ? '.' : `. Le service instructeur précise : ${quoted(condition.note.trim().replace(/(?<!\.)\.$/, ''))}.`;
  return [{ strong: `${label} :` }, ` ${sentence}${note}`];
}

/** One sentence for each unmet condition, and the officer's words where a person judged. */
export function ineligibleBlocks(facts: LetterFacts): Block[] {
  const unmet = facts.conditions.filter(({ met }) => met === false);
  const which = unmet.length > 1 ? 'Les conditions suivantes ne sont pas remplies :' : 'La condition suivante n’est pas remplie :';
  return [
    salutation,
    paragraph(dossier(facts)),
    paragraph('Après instruction, j’ai le regret de vous informer que ', { strong: 'votre dossier n’est pas éligible' }, ', car il ne remplit pas toutes les conditions requises. Il n’est donc pas soumis à l’évaluation, et la subvention demandée ne peut vous être attribuée.'),
    heading('Motifs'),
    paragraph(which),
    list(...unmet.map(item)),
    ...reasons('Le service instructeur ajoute :', facts.motivation),
    paragraph('Cette décision porte sur les seules conditions d’accès à l’appel : elle ne préjuge pas de l’intérêt de votre projet et ne fait pas obstacle à ce que vous présentiez une candidature à un prochain appel.'),
  ];
}
