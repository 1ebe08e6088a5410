import type { Matrix } from './case.js';
import { ministry } from './calls.js';
import { committee, ofDossier, signedIn, type Persona } from './persona.js';

const desks: readonly Persona[] = [...committee, 'officer', 'publisher', 'signatory', 'auditor'];
const tus = { 'tus-resumable': '1.0.0' };
const begin = { headers: () => ({ ...tus, 'upload-length': '10', 'upload-metadata': `filename ${Buffer.from('a.pdf').toString('base64')},field ${Buffer.from('annexes').toString('base64')}` }) };
const encoded = (text: string): string => Buffer.from(text).toString('base64');
const beginDocument = { headers: () => ({ ...tus, 'upload-length': '10', 'upload-metadata': `filename ${encoded('a.pdf')},kind ${encoded('guide')},title ${encoded('Un guide')}` }) };
const upload = { of: 'upload', ok: ['own', 'partner'], otherwise: 'upload.not-found' } as const;
const documentUpload = { of: 'document-upload', ok: ['officer'], otherwise: 'upload.not-found' } as const;
const elsewhereInIt = { headers: () => ({ ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '999' }) };
const submitted = { of: 'submitted', ok: [...ofDossier, ...desks] as Persona[], otherwise: 'application.not-found' } as const;

export const attachments: Matrix = {
  'GET /api/applications/{id}/attachments': [submitted, { of: 'draft', ok: ofDossier, otherwise: 'application.not-found' }],
  'GET /api/applications/{id}/receipt': [submitted],
  'GET /api/applications/{id}/archive': [submitted],
  'POST /api/applications/{id}/uploads': [
    { of: 'draft', ...begin, ok: ['own', 'partner'], forbidden: { code: 'application.edit-not-yours', to: ['representative', 'pole-reader'] }, otherwise: 'application.not-found' },
    { of: 'submitted', ...begin, ok: ['own', 'partner'], forbidden: { code: 'application.edit-not-yours', to: ['representative', 'pole-reader', ...desks] }, otherwise: 'application.not-found' },
  ],
  'POST /api/calls/{id}/uploads': [
    { of: 'draft-call', ...beginDocument, ok: ['officer'], forbidden: { code: 'document.change-not-yours', to: ministry.filter((persona) => persona !== 'officer') }, otherwise: 'call.not-found' },
    { of: 'call', ...beginDocument, ok: ['officer'], forbidden: { code: 'document.change-not-yours', to: signedIn.filter((persona) => persona !== 'officer') }, otherwise: 'call.not-found' },
  ],
  'HEAD /api/uploads/{id}': [{ ...upload, headers: () => tus }, { ...documentUpload, headers: () => tus }],
  // A part from somewhere else: told where the upload stands, nothing is taken.
  'PATCH /api/uploads/{id}': [{ ...upload, ...elsewhereInIt }, { ...documentUpload, ...elsewhereInIt }],
  'DELETE /api/uploads/{id}': [{ ...upload, headers: () => tus, usesUp: true }],
  'GET /api/attachments/{id}/download': [{ of: 'attachment', ok: [...ofDossier, ...desks], otherwise: 'attachment.not-found' }],
  // Made for one person, whoever else may see the file.
  'GET /api/files/{token}': [{ of: 'file-link', ok: ['own'], otherwise: 'file.not-found' }],
};
