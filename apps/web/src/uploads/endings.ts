import { fileKinds, type FileGroup } from '#domain/shared/file-kind.js';

/** What a field for files of these groups lets people choose. */
export const endings = (groups: readonly FileGroup[]): string =>
  Object.values(fileKinds)
    .filter(({ group }) => groups.includes(group))
    .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
    .join(',');
