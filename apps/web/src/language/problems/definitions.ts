import { textIn, type Sentences } from './sentence.js';

const shared = {
  'not-an-object': 'un élément n’a pas la forme attendue',
  'unknown-field': 'un champ est inconnu',
  'not-a-list': 'une liste est attendue',
  'empty-list': 'une liste est vide',
  'list-too-long': 'une liste est trop longue',
  'not-a-text': 'un texte est attendu',
  'text-not-clean': 'un texte contient un caractère invisible',
  'empty-text': 'un texte est vide',
  'text-too-long': 'un texte est trop long',
  'bad-key': 'un nom court est mal écrit : minuscules, chiffres et tirets',
  'not-an-integer': 'un nombre entier est attendu',
  'out-of-range': 'un nombre sort de ses bornes',
  'not-a-boolean': 'oui ou non est attendu',
  'not-one-of-these': 'une valeur n’est pas de celles qui sont possibles',
};

const ofForms = {
  'option-twice': 'une réponse possible figure deux fois',
  'section-twice': 'deux rubriques portent le même nom court',
  'field-twice': 'deux questions portent le même nom court',
  'condition-on-no-earlier-field': 'une condition porte sur une question qui ne vient pas avant',
  'condition-never-true': 'une condition ne peut jamais être remplie',
  'condition-unclear': 'une condition compare à rien, ou à plusieurs choses à la fois',
  'condition-too-deep': 'des conditions sont emboîtées plus de cinq fois',
  'formula-on-no-earlier-field': 'un calcul porte sur une question qui ne vient pas avant',
  'formula-on-no-number': 'un calcul porte sur une question dont la réponse n’est pas un nombre',
  'formula-wants-two': 'une soustraction ou une division prend deux valeurs',
  'formula-too-deep': 'des calculs sont emboîtés plus de six fois',
  'account-not-of-this-side': 'un compte n’est pas de ce côté du budget',
  'unknown-kind': 'un type de question est inconnu',
  'kind-not-in-a-block': 'ce type de question ne va pas dans un bloc répété',
  'not-of-this-kind': 'un réglage ne va pas avec ce type de question',
  'not-a-number': 'un nombre est attendu',
  'unknown-file-group': 'une sorte de fichier est inconnue',
  'file-group-twice': 'une sorte de fichier figure deux fois',
  'not-a-day': 'une date est attendue',
  'bounds-out-of-order': 'le minimum dépasse le maximum',
};

const ofRubrics = {
  'scale-empty': 'une échelle est vide',
  'anchors-do-not-fit-scale': 'une échelle n’a pas un repère par note',
  'key-twice': 'deux critères portent le même nom court',
  'weights-not-100': 'les poids ne font pas 100 en tout',
};

const sentences = (subject: string, name: string, reasons: Readonly<Record<string, string>>): Sentences =>
  Object.fromEntries(
    Object.entries(reasons).map(([reason, what]) => [
      `${subject}.${reason}`,
      (params: Readonly<Record<string, unknown>>) => `${name} : ${what}${textIn(params, 'path') === undefined ? '' : ` (${textIn(params, 'path')})`}. Corrigez, puis enregistrez.`,
    ]),
  );

/** Forms and rubrics of calls that cannot be read. */
export const definitions: Sentences = { ...sentences('form', 'Formulaire', { ...shared, ...ofForms }), ...sentences('rubric', 'Grille', { ...shared, ...ofRubrics }) };

/** What is wrong in a definition, to stand beside the place where it is: « un texte est vide ». */
export const faultOf = (code: string): string => {
  const reason = code.split('.')[1] ?? '';
  return (({ ...shared, ...ofForms, ...ofRubrics }) as Record<string, string>)[reason] ?? code;
};
