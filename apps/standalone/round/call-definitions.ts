/** The form of the call, as its officer would give it. */
export const form = {
  sections: [
    {
      key: 'projet',
      title: 'Le projet',
      fields: [
        { key: 'resume', label: 'Résumé du projet', kind: 'long-text', required: true, maxLength: 3000 },
        { key: 'territoire', label: 'Territoire d’activité', kind: 'text', required: true },
        { key: 'innovation', label: 'En quoi le projet est-il socialement ou technologiquement innovant ?', kind: 'long-text', required: true, maxLength: 3000 },
      ],
    },
    {
      key: 'cooperation',
      title: 'La coopération',
      fields: [
        { key: 'strategie', label: 'Stratégie commune de mutualisation, de coopération ou de partenariat', kind: 'long-text', required: true, maxLength: 3000 },
        { key: 'salaries', label: 'Postes consacrés à l’animation (équivalents temps plein)', kind: 'number', required: false },
        {
          key: 'echelle',
          label: 'Échelle d’action',
          kind: 'choice',
          required: true,
          options: [
            { value: 'intercommunale', label: 'Intercommunale' },
            { value: 'departementale', label: 'Départementale' },
            { value: 'regionale', label: 'Régionale' },
          ],
        },
      ],
    },
    { key: 'budget', title: 'Le budget', fields: [{ key: 'previsionnel', label: 'Budget prévisionnel sur deux ans', kind: 'budget', required: true }] },
  ],
};

export interface CriterionInput {
  key: string;
  label: string;
  weight: number;
  scale: { min: number; max: number; anchors: string[] };
  threshold?: number;
  allowsNotApplicable?: boolean;
}

/** The rubric: five weighted criteria; a mean below 2 on cooperation eliminates. */
export const criteria: readonly CriterionInput[] = [
  { key: 'cooperation', label: 'Coopération réelle entre les membres', weight: 30, scale: { min: 0, max: 5, anchors: ['Absente du dossier', 'Affirmée, sans fait à l’appui', 'Un moyen partagé, décidé par le porteur seul', 'Plusieurs moyens partagés, réunions régulières', 'Décisions prises ensemble, règles écrites, budget commun', 'De même, et des résultats déjà mesurés à plusieurs'] }, threshold: 2 },
  { key: 'innovation', label: 'Innovation sociale ou technologique', weight: 20, scale: { min: 0, max: 5, anchors: ['Rien de nouveau', 'Une idée, sans besoin établi', 'Une réponse connue, nouvelle ici', 'Une réponse nouvelle à un besoin établi', 'De même, avec un essai réussi', 'De même, et transposable ailleurs'] }, allowsNotApplicable: true },
  { key: 'territoire', label: 'Effets sur le territoire', weight: 20, scale: { min: 0, max: 5, anchors: ['Aucun effet décrit', 'Effets affirmés', 'Besoin établi, effets vagues', 'Besoin établi et partenaires associés', 'De même, effets attendus chiffrés', 'De même, effets déjà mesurés'] } },
  { key: 'modele', label: 'Solidité du modèle économique', weight: 20, scale: { min: 0, max: 5, anchors: ['Budget incohérent', 'Dépend d’une seule aide', 'Ressources diverses, peu sûres', 'Ressources diverses, en partie acquises', 'Équilibre atteint la troisième année', 'Équilibre déjà atteint'] } },
  { key: 'evaluation', label: 'Suivi et évaluation prévus', weight: 10, scale: { min: 0, max: 5, anchors: ['Rien de prévu', 'Un bilan annoncé', 'Des indicateurs cités', 'Des indicateurs suivis, avec qui et quand', 'De même, avec les bénéficiaires', 'De même, avec un regard extérieur'] } },
];

export const tieBreak = ['criterion:cooperation', 'spread'];

export const awardTerms = {
  support: 'cash',
  minCents: 10_000_000,
  maxCents: 10_000_000,
  durationMonths: 24,
  laureatesExpected: 15,
  instalments: [
    { key: 'premier', label: 'Premier versement', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
    { key: 'second', label: 'Second versement', sharePercent: 40, trigger: 'report-accepted', paymentDays: 60, yearOffset: 1 },
  ],
};
