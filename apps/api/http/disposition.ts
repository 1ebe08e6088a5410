/** Where a link to a file leads. */
export const fileAddress = (token: string): string => `/api/files/${token}`;

/** `Content-Disposition` of a file to be kept under `name` (RFC 6266): what is not plain ASCII goes into `filename*` alone. */
export function disposition(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
