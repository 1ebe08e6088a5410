/** Accounts of the plan comptable associatif, by the name that the State's form for subsidies gives them. */
export const accounts: Record<'charges' | 'products', readonly { account: string; label: string }[]> = {
  charges: [
    { account: '60', label: 'Achats' },
    { account: '61', label: 'Services extérieurs' },
    { account: '62', label: 'Autres services extérieurs' },
    { account: '63', label: 'Impôts et taxes' },
    { account: '64', label: 'Charges de personnel' },
    { account: '65', label: 'Autres charges de gestion' },
    { account: '66', label: 'Charges financières' },
    { account: '67', label: 'Charges exceptionnelles' },
    { account: '68', label: 'Amortissements et provisions' },
    { account: '86', label: 'Emplois des contributions volontaires' },
  ],
  products: [
    { account: '70', label: 'Ventes et prestations' },
    { account: '73', label: 'Dotations' },
    { account: '74', label: 'Subventions' },
    { account: '75', label: 'Cotisations, dons et mécénat' },
    { account: '76', label: 'Produits financiers' },
    { account: '77', label: 'Produits exceptionnels' },
    { account: '78', label: 'Reprises sur provisions' },
    { account: '87', label: 'Contributions volontaires en nature' },
  ],
};

export const accountName = (side: 'charges' | 'products', account: string): string => accounts[side].find((one) => one.account === account)?.label ?? `Compte ${account}`;
