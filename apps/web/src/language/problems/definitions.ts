import { textIn, type Sentences } from './sentence.js';

/** What is wrong: where in the definition (`sections[0].fields[1].label`), and which. */
interface Fault {
  readonly path: string;
  readonly code: string;
}

const fieldNames: Readonly<Record<string, string>> = {
  key: 'le nom court',
  title: 'le titre de la rubrique',
  label: 'le libellé de la question',
  example: 'l’exemple',
  minLength: 'la longueur au moins',
  maxLength: 'la longueur au plus',
  min: 'le minimum',
  max: 'le maximum',
  decimals: 'le nombre de décimales',
  earliest: 'la date au plus tôt',
  latest: 'la date au plus tard',
  level: 'le niveau',
  maxFiles: 'le nombre de pièces',
  maxBytes: 'la taille des pièces',
  accept: 'la liste des fichiers acceptés',
  itemLabel: 'le nom d’un élément',
  unit: 'l’unité',
  options: 'la liste des réponses possibles',
  fields: 'la liste des questions',
  sections: 'la liste des rubriques',
  guidance: 'ce qui est regardé',
  weight: 'le poids',
  threshold: 'le seuil éliminatoire',
  anchors: 'la liste des repères',
  criteria: 'la liste des critères',
  eliminatoryThreshold: 'le seuil de l’ensemble',
};

/** What a path leads to, as the builder calls it; undefined for what has no name there. */
function nameAt(path: string): string | undefined {
  const [, list, position] = /(options|anchors)\[(\d+)\](?:\.label)?$/.exec(path) ?? [];
  if (list === 'options') return `le libellé de la réponse ${Number(position) + 1}`;
  if (list === 'anchors') return `le repère de la ${Number(position) + 1}ᵉ note`;
  const last = path.split('.').at(-1)!;
  if (path.startsWith('criteria[')) {
    if (last === 'label') return 'le nom du critère';
    if (path.includes('.scale')) return { min: 'la note la plus basse', max: 'la note la plus haute', anchors: 'la liste des repères' }[last];
  }
  if (last === 'help') return path.includes('.fields[') ? 'l’aide' : 'la présentation de la rubrique';
  return Object.hasOwn(fieldNames, last) ? fieldNames[last] : undefined;
}

const bounds: Readonly<Record<string, string>> = {
  weight: 'va de 1 à 100',
  threshold: 'sort de l’échelle de notes',
  eliminatoryThreshold: 'va de 0 à 100',
  minLength: 'va de 1 à 50 000',
  maxLength: 'va de 1 à 50 000',
  decimals: 'va de 0 à 9',
  maxFiles: 'va de 1 à 20',
};

/** What a list that must hold something does without. */
const withoutAny: Readonly<Record<string, string>> = {
  options: 'cette question n’a pas de réponse possible',
  sections: 'le formulaire n’a pas de rubrique',
  criteria: 'la grille n’a pas de critère',
  anchors: 'l’échelle n’a pas de repère',
  oneOf: 'une condition ne compare à aucune réponse',
  all: 'un groupe de conditions est vide',
  any: 'un groupe de conditions est vide',
};

/** Reasons whose sentence names the field that is wrong. */
const named: Readonly<Record<string, (name: string | undefined, path: string) => string>> = {
  'empty-text': (name = 'un texte') => `${name} est vide`,
  'text-too-long': (name = 'un texte') => `${name} dépasse la longueur permise`,
  'text-not-clean': (name = 'un texte') => `${name} contient un caractère invisible`,
  'not-a-text': (name = 'un élément') => `${name} doit être un texte`,
  'not-an-integer': (name = 'un nombre') => `${name} doit être un nombre entier`,
  'not-a-number': (name = 'une valeur') => `${name} doit être un nombre`,
  'not-a-day': (name = 'une date') => `${name} doit être une date`,
  'not-a-boolean': (name = 'un réglage') => `${name} doit être oui ou non`,
  'not-a-list': (name = 'un élément') => `${name} manque`,
  'list-too-long': (name = 'une liste') => `${name} est trop longue`,
  'not-one-of-these': (name = 'une valeur') => `${name} ne prend pas cette valeur`,
  'out-of-range': (name = 'un nombre', path) => (/\.scale\.(min|max)$/.test(path) ? `${name} va de 0 à 100` : `${name} ${bounds[path.split('.').at(-1)!] ?? 'sort de ses bornes'}`),
  'empty-list': (name = 'une liste', path) => {
    const last = path.split('.').at(-1)!;
    if (last === 'fields') return /\]\.fields\[\d+\]\.fields$/.test(path) ? 'ce bloc répété n’a pas de question' : 'cette rubrique n’a pas de question';
    return withoutAny[last] ?? `${name} est vide`;
  },
};

const shared = {
  'not-an-object': 'un élément n’a pas la forme attendue',
  'unknown-field': 'un champ est inconnu',
  'bad-key': 'un nom court est mal écrit : minuscules, chiffres et tirets',
};

const ofForms = {
  'option-twice': 'une réponse possible figure deux fois',
  'option-label-twice': 'une autre réponse porte déjà ce libellé',
  'section-twice': 'deux rubriques portent le même nom court',
  'field-twice': 'deux questions portent le même nom court',
  'condition-on-no-earlier-field': 'une condition porte sur une question qui ne vient pas avant',
  'condition-never-true': 'une condition ne peut jamais être remplie',
  'condition-unclear': 'une condition compare à rien, ou à plusieurs choses à la fois',
  'condition-too-deep': 'des conditions sont emboîtées plus de cinq fois',
  'formula-on-no-earlier-field': 'un calcul porte sur une question qui ne vient pas avant',
  'formula-on-no-number': 'un calcul porte sur une question dont la réponse n’est pas un nombre',
  'formula-wants-two': 'une soustraction ou une division prend deux valeurs',
  'formula-divides-by-zero': 'un calcul divise par zéro',
  'formula-too-deep': 'des calculs sont emboîtés plus de six fois',
  'account-not-of-this-side': 'un compte n’est pas de ce côté du budget',
  'unknown-kind': 'un type de question est inconnu',
  'kind-not-in-a-block': 'ce type de question ne va pas dans un bloc répété',
  'not-of-this-kind': 'un réglage ne va pas avec ce type de question',
  'unknown-file-group': 'une sorte de fichier est inconnue',
  'file-group-twice': 'une sorte de fichier figure deux fois',
  'bounds-out-of-order': 'le minimum dépasse le maximum',
};

const ofRubrics = {
  'scale-empty': 'la note la plus haute doit dépasser la plus basse',
  'anchors-do-not-fit-scale': 'l’échelle n’a pas un repère par note',
  'key-twice': 'deux critères portent le même nom court',
  'weights-not-100': 'les poids ne font pas 100 en tout',
};

/** What is wrong in a definition, to stand beside the place where it is: « le libellé de la question est vide ». */
export function faultOf({ path, code }: Fault): string {
  const reason = code.split('.')[1] ?? '';
  return named[reason]?.(nameAt(path), path) ?? ({ ...shared, ...ofForms, ...ofRubrics } as Record<string, string>)[reason] ?? code;
}

/** The same as a sentence of its own, under the field that is wrong. */
export function faultSentence(fault: Fault): string {
  const text = faultOf(fault);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What is wrong at `path` itself, under its field; undefined when nothing is. */
export function faultAt(faults: readonly Fault[], path: string): string | undefined {
  const fault = faults.find((one) => one.path === path);
  return fault === undefined ? undefined : faultSentence(fault);
}

const sentences = (subject: string, name: string, reasons: Readonly<Record<string, unknown>>): Sentences =>
  Object.fromEntries(
    Object.keys(reasons).map((reason) => [
      `${subject}.${reason}`,
      (params: Readonly<Record<string, unknown>>) => {
        const path = textIn(params, 'path');
        return `${name} : ${faultOf({ path: path ?? '', code: `${subject}.${reason}` })}${path === undefined ? '' : ` (${path})`}. Corrigez, puis enregistrez.`;
      },
    ]),
  );

/** Forms and rubrics of calls that cannot be read. */
export const definitions: Sentences = { ...sentences('form', 'Formulaire', { ...named, ...shared, ...ofForms }), ...sentences('rubric', 'Grille', { ...named, ...shared, ...ofRubrics }) };
