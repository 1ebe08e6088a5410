import { isDay } from '#domain/shared/day.js';
import { calendarDay, counted, decimal, wholeEuros } from '../format.js';
import { integerIn, textIn, type Sentences } from './sentence.js';

type Params = Readonly<Record<string, unknown>>;

/** The bound that a problem names, in its unit; undefined when it names none. */
function bound(params: Params): string | undefined {
  const cents = integerIn(params, 'cents');
  const value = integerIn(params, 'number');
  return cents === undefined ? (value === undefined ? undefined : decimal(value)) : wholeEuros(cents);
}
const dayIn = (params: Params): string | undefined => {
  const day = textIn(params, 'day');
  return day !== undefined && isDay(day) ? calendarDay(day) : undefined;
};

/** What is wrong with an answer, beside its field: the fact, then what to do. */
export const answers: Sentences = {
  'answer.missing': 'Une réponse est attendue ici.',
  'answer.not-a-text': 'Un texte est attendu ici.',
  'answer.text-not-clean': 'Ce texte contient un caractère invisible. Effacez-le et retapez le passage.',
  'answer.text-too-long': 'Ce texte est trop long. Raccourcissez-le.',
  'answer.not-a-number': 'Un nombre est attendu ici.',
  'answer.not-cents': 'Un montant en euros est attendu ici, par exemple 24 000,00.',
  'answer.not-yes-or-no': 'Répondez par oui ou par non.',
  'answer.not-a-day': 'Une date est attendue ici, par exemple 31/07/2023.',
  'answer.not-an-option': 'Choisissez une réponse de la liste.',
  'answer.not-a-list': 'Une liste est attendue ici.',
  'answer.list-too-long': 'Cette liste est trop longue : 500 lignes au plus.',
  'answer.option-twice': 'Une réponse est choisie deux fois. Retirez-en une.',
  'answer.not-a-budget': 'Un budget est attendu ici : des dépenses et des ressources.',
  'answer.not-a-budget-line': 'Cette ligne n’est pas complète : un compte, un intitulé, un montant.',
  'answer.account-not-of-this-side': 'Ce compte n’est pas de ce côté : 6 ou 86 pour une dépense, 7 ou 87 pour une ressource.',
  'answer.budget-not-balanced': 'Les dépenses et les ressources diffèrent. Ajustez une ligne pour que les deux totaux soient égaux.',
  'answer.unknown-field': 'Cette réponse n’est pas demandée par le formulaire. Rechargez la page.',
  'answer.unknown-section': 'Cette rubrique n’est pas dans le formulaire. Rechargez la page.',

  'answer.text-too-short': (params) => `Ce texte est trop court${integerIn(params, 'min') === undefined ? '' : ` : ${counted(integerIn(params, 'min')!, 'signe')} au moins`}. Complétez-le.`,
  'answer.text-reversed': 'Ce texte contient un signe invisible qui inverse le sens de lecture. Effacez le passage et retapez-le.',
  'answer.negative': 'Un montant est de zéro au moins. Retirez le signe moins.',
  'answer.too-large': 'Ce nombre est trop grand. Vérifiez le nombre de chiffres.',
  'answer.too-many-decimals': (params) => {
    const max = integerIn(params, 'max');
    return max === undefined ? 'Ce nombre a trop de décimales. Arrondissez-le.' : max === 0 ? 'Un nombre entier est attendu ici.' : `Ce nombre a trop de décimales : ${max} au plus. Arrondissez-le.`;
  },
  'answer.too-low': (params) => `Cette valeur est trop basse${bound(params) === undefined ? '' : ` : ${bound(params)} au moins`}.`,
  'answer.too-high': (params) => `Cette valeur est trop haute${bound(params) === undefined ? '' : ` : ${bound(params)} au plus`}.`,
  'answer.too-early': (params) => `Cette date vient trop tôt${dayIn(params) === undefined ? '' : ` : le ${dayIn(params)} au plus tôt`}.`,
  'answer.too-late': (params) => `Cette date vient trop tard${dayIn(params) === undefined ? '' : ` : le ${dayIn(params)} au plus tard`}.`,
  'answer.engagement-not-taken': 'Cet engagement est demandé pour déposer le dossier. Cochez la case pour le prendre.',
  'answer.siret-wrong': 'Ce numéro SIRET n’est pas valable. Il a quatorze chiffres : vérifiez-les sur l’avis de situation.',
  'answer.rna-wrong': 'Ce numéro RNA n’est pas valable. Il s’écrit W, puis neuf signes, par exemple W751234567.',
  'answer.iban-wrong': 'Cet IBAN n’est pas valable. Recopiez-le depuis le relevé d’identité bancaire.',
  'answer.email-wrong': 'Cette adresse ne peut pas recevoir de courriel. Elle s’écrit nom@domaine.fr.',
  'answer.phone-wrong': 'Ce numéro de téléphone n’est pas valable. Il a dix chiffres, ou commence par + et l’indicatif du pays.',
  'answer.not-an-address': 'Une adresse est attendue ici : rue, code postal, commune.',
  'answer.address-incomplete': 'Cette adresse n’est pas complète : la rue, le code postal et la commune sont attendus.',
  'answer.postal-code-malformed': 'Ce code postal n’est pas valable. Il a cinq chiffres.',
  'answer.not-a-territory': 'Un territoire est attendu ici.',
  'answer.territory-incomplete': 'Ce territoire n’est pas complet : choisissez-le dans la liste, ou donnez son nom et son code.',
  'answer.territory-unknown': 'Ce territoire n’est pas dans la liste. Choisissez-le de nouveau.',
  'answer.commune-malformed': 'Ce code de commune n’est pas valable. C’est celui de l’INSEE, à cinq signes, et non le code postal.',
  'answer.epci-malformed': 'Ce numéro n’est pas celui d’une intercommunalité. C’est son SIREN, à neuf chiffres.',
  'answer.not-a-file': 'Une pièce jointe n’est pas reconnue. Retirez-la, puis joignez-la de nouveau.',
  'answer.file-twice': 'Une pièce est jointe deux fois. Retirez-en une.',
  'answer.too-many-files': (params) => `Il y a trop de pièces jointes${integerIn(params, 'max') === undefined ? '' : ` : ${integerIn(params, 'max')} au plus`}. Retirez-en.`,
  'answer.too-few-items': (params) => `Il manque des éléments${integerIn(params, 'min') === undefined ? '' : ` : ${integerIn(params, 'min')} au moins sont attendus`}. Ajoutez-en.`,
  'answer.too-many-items': (params) => `Il y a trop d’éléments${integerIn(params, 'max') === undefined ? '' : ` : ${integerIn(params, 'max')} au plus`}. Retirez-en.`,
  'answer.not-an-item': 'Cet élément n’a pas la forme attendue. Rechargez la page.',
  'answer.computed-by-the-form': 'Cette valeur est calculée par le formulaire. Rechargez la page.',
};
