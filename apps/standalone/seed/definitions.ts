/** What every call of a seed asks, scores and pays; already in the shape that the domain's readers give. */
export const form = {
  sections: [
    {
      key: 'projet',
      title: 'Le projet',
      fields: [
        { key: 'resume', label: 'Résumé du projet', kind: 'long-text', required: true, maxLength: 3000 },
        { key: 'territoire', label: 'Territoire d’activité', kind: 'text', required: true },
        { key: 'innovation', label: 'En quoi le projet est-il innovant ?', kind: 'long-text', required: true, maxLength: 3000 },
        { key: 'strategie', label: 'Stratégie commune de coopération', kind: 'long-text', required: true, maxLength: 3000 },
        { key: 'salaries', label: 'Postes consacrés à l’animation (équivalents temps plein)', kind: 'number', required: false },
      ],
    },
  ],
};

const scale = { min: 0, max: 5 };
const rest = { scale, mandatoryComment: false, allowsNotApplicable: false };
export const rubric = {
  criteria: [
    { key: 'cooperation', label: 'Coopération réelle entre les membres', weight: 40, threshold: 2, ...rest },
    { key: 'innovation', label: 'Innovation sociale ou technologique', weight: 30, ...rest },
    { key: 'territoire', label: 'Effets sur le territoire', weight: 20, ...rest },
    { key: 'modele', label: 'Solidité du modèle économique', weight: 10, ...rest },
  ],
};

/** Amounts are whole thousands of euros, so that sixty and forty percent of them are exact. */
export const terms = {
  support: 'cash',
  minCents: 5_000_000,
  maxCents: 10_000_000,
  durationMonths: 24,
  laureatesExpected: 1,
  instalments: [
    { key: 'premier', label: 'Premier versement', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
    { key: 'second', label: 'Second versement', sharePercent: 40, trigger: 'report-accepted', paymentDays: 60, yearOffset: 1 },
  ],
};
