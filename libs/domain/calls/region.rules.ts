/** Is a seat in the region `regionCode` outside those that a call is for? A call that names none is for all. It is said and refuses nothing: the ministry decides. */
export const isOutsideRegions = ({ regions }: { readonly regions: readonly string[] }, regionCode: string): boolean => regions.length > 0 && !regions.includes(regionCode);
