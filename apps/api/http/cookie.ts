import type { FastifyReply } from 'fastify';

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https://');

/** `__Host-` wants HTTPS; plain HTTP is for demonstrations on one's own machine. */
export const cookieName = (publicUrl: string): string => (isSecure(publicUrl) ? '__Host-essaim' : 'essaim');

const options = (publicUrl: string) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: isSecure(publicUrl) });

export const setSessionCookie = (reply: FastifyReply, publicUrl: string, token: string): void => {
  void reply.setCookie(cookieName(publicUrl), token, options(publicUrl));
};

export const clearSessionCookie = (reply: FastifyReply, publicUrl: string): void => {
  void reply.clearCookie(cookieName(publicUrl), options(publicUrl));
};
