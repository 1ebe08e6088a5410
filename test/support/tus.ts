import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller, TestApi } from './api.js';

export interface TusAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  code: string | undefined;
}

export interface Sent {
  /** Sends so many bytes of the body, then cuts the connection. */
  cutAfter?: number;
  headers?: Record<string, string>;
}

/** A person's client of tus, over real connections that can be cut. */
export class Tus {
  private cookie: string | undefined;

  constructor(
    private readonly api: TestApi,
    private readonly caller: Caller,
    /** Another process than the test's own. */
    private readonly url?: string,
  ) {}

  private get port(): number {
    if (this.url !== undefined) return Number(new URL(this.url).port);
    return ((this.api.app.getHttpServer() as http.Server).address() as AddressInfo).port;
  }

  async ask(method: string, path: string, headers: Record<string, string>, body?: Buffer, { cutAfter }: Sent = {}): Promise<TusAnswer> {
    this.cookie ??= `essaim=${await this.api.sessionOf(this.caller)}`;
    return new Promise((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port: this.port, method, path, headers: { host: 'localhost', cookie: this.cookie!, 'tus-resumable': '1.0.0', ...headers } });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode!, headers: response.headers, code: text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined });
        });
      });
      request.on('error', cutAfter === undefined ? reject : () => resolve({ status: 0, headers: {}, code: undefined }));
      if (cutAfter === undefined) request.end(body);
      else request.write(body!.subarray(0, cutAfter), () => setTimeout(() => request.destroy(), 50));
    });
  }

  begin(applicationId: string, name: string, bytes: number, field = 'annexes', headers: Record<string, string> = {}): Promise<TusAnswer> {
    const encoded = (text: string): string => Buffer.from(text).toString('base64');
    return this.ask('POST', `/api/applications/${applicationId}/uploads`, { 'upload-length': String(bytes), 'upload-metadata': `filename ${encoded(name)},field ${encoded(field)}`, ...headers });
  }

  /** A file for the documents of a call. */
  beginDocument(callId: string, name: string, bytes: number, said: { kind?: string; title?: string; replaces?: string } = {}): Promise<TusAnswer> {
    const metadata = { filename: name, kind: 'specification', title: 'Cahier des charges', ...said };
    const encoded = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
    return this.ask('POST', `/api/calls/${callId}/uploads`, { 'upload-length': String(bytes), 'upload-metadata': encoded });
  }

  patch(address: string, offset: number, body: Buffer, sent: Sent = {}): Promise<TusAnswer> {
    return this.ask('PATCH', address, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'content-length': String(body.length), ...sent.headers }, body, sent);
  }

  head(address: string): Promise<TusAnswer> {
    return this.ask('HEAD', address, {});
  }

  /** Sends a file whole; gives the last answer, and the id of what it has become. */
  async send(applicationId: string, name: string, content: Buffer, field = 'annexes'): Promise<TusAnswer & { id: string }> {
    const begun = await this.begin(applicationId, name, content.length, field);
    if (begun.status !== 201) return { ...begun, id: '' };
    const address = begun.headers.location!;
    return { ...(await this.patch(address, 0, content)), id: address.split('/').at(-1)! };
  }

  /** The same of a document of a call. */
  async sendDocument(callId: string, name: string, content: Buffer, said: { kind?: string; title?: string; replaces?: string } = {}): Promise<TusAnswer & { id: string }> {
    const begun = await this.beginDocument(callId, name, content.length, said);
    if (begun.status !== 201) return { ...begun, id: '' };
    const address = begun.headers.location!;
    return { ...(await this.patch(address, 0, content)), id: address.split('/').at(-1)! };
  }
}
