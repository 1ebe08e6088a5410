/** A number of the register of associations (RNA): W, the department's first digit, a digit or letter (W2A… in Corsica), seven digits. It has no key. */
export const isRna = (text: string): boolean => /^W[0-9][A-Z0-9][0-9]{7}$/.test(text);

/** A commune's code of INSEE: two digits, 2A or 2B, and three digits; 97 and 98 are overseas. */
export const isCommuneCode = (text: string): boolean => /^(0[1-9]|[1-8][0-9]|9[0-578]|2[AB])[0-9]{3}$/.test(text);

/** A French telephone number without blanks, or an international one with its +. */
export const isPhone = (text: string): boolean => /^(0[1-9][0-9]{8}|\+[1-9][0-9]{6,14})$/.test(text);

/** A postal code of France, overseas included. */
export const isPostalCode = (text: string): boolean => /^(0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}$/.test(text);
