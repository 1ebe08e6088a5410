import type { FastifyInstance } from 'fastify';

/** The media type of a part of a file that is sent by tus. */
export const partOfFile = 'application/offset+octet-stream';

/** Such a body is handed on as it comes: it is never held whole, and has no limit but the file's own. */
export const takePartsOfFiles = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser(partOfFile, (_request, body, done) => done(null, body));
};
