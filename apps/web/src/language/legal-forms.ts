/** Legal categories (INSEE, level III) that members of poles mostly have, by the name people know. */
export const legalForms: readonly { code: string; label: string }[] = [
  { code: '9220', label: 'Association déclarée' },
  { code: '9230', label: 'Association reconnue d’utilité publique' },
  { code: '9260', label: 'Association de droit local (Alsace-Moselle)' },
  { code: '9300', label: 'Fondation' },
  { code: '8210', label: 'Mutuelle' },
  { code: '5458', label: 'SCOP ou SCIC en SARL' },
  { code: '5558', label: 'SCOP ou SCIC en SA' },
  { code: '5460', label: 'Autre coopérative' },
  { code: '5499', label: 'SARL' },
  { code: '5599', label: 'SA' },
  { code: '5710', label: 'SAS' },
  { code: '6220', label: 'Groupement d’intérêt économique' },
  { code: '7210', label: 'Commune' },
  { code: '7346', label: 'Communauté de communes' },
  { code: '7348', label: 'Communauté d’agglomération' },
  { code: '7220', label: 'Département' },
  { code: '7230', label: 'Région' },
  { code: '7383', label: 'Université ou grand établissement' },
  { code: '7389', label: 'Autre établissement public national' },
  { code: '1000', label: 'Personne physique, artisan' },
];

/** The name of a legal category; its code when it has none here. */
export const legalFormName = (code: string): string => legalForms.find((form) => form.code === code)?.label ?? (code === '' ? 'forme juridique à préciser' : `forme juridique ${code}`);
